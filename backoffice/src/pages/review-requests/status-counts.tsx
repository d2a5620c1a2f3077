/** How many requests each status has; a press shows those of one status. */
import Box from '@cloudscape-design/components/box';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { StatusCounts as Answer } from '../../api/review-requests';
import { STATUSES, type Status } from '../../api/types';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import type { FilterProps } from './filter-bar';
import { hasOtherFilters } from './filters';

interface StatusCountsProps extends FilterProps {
  answer: Answer;
}

export function StatusCounts({ answer, filters, onChange }: StatusCountsProps) {
  const words = useI18n().text.tracking.counts;
  if (!answer.counted) return <StatusIndicator type="in-progress">{words.beingCounted}</StatusIndicator>;
  return (
    <div>
      <Chips answer={answer} filters={filters} onChange={onChange} />
      {hasOtherFilters(filters) && (
        <Box variant="small" color="text-body-secondary" display="block" margin={{ top: 'xxs' }}>
          {words.followsOnly}
        </Box>
      )}
    </div>
  );
}

function Chips({ answer, filters, onChange }: StatusCountsProps) {
  const { statuses: names, tracking } = useI18n().text;
  const { statuses } = filters;
  const chipOf = (name: string, count: number, isPressed: boolean, pressed: readonly Status[]) => (
    <Chip key={name} name={name} count={count} isPressed={isPressed} onPress={() => { onChange({ statuses: pressed }); }} />
  );
  return (
    <div role="group" aria-label={tracking.counts.label} className="status-counts" data-testid="status-counts">
      {chipOf(tracking.counts.all, answer.total, statuses.length === 0, [])}
      {STATUSES.map((status) =>
        chipOf(names[status], answer.statuses[status], statuses.includes(status), isOnly(status, statuses) ? [] : [status]),
      )}
    </div>
  );
}

function isOnly(status: Status, statuses: readonly Status[]): boolean {
  return statuses.length === 1 && statuses[0] === status;
}

interface ChipProps {
  name: string;
  count: number;
  isPressed: boolean;
  onPress: () => void;
}

function Chip({ name, count, isPressed, onPress }: ChipProps) {
  const { chip } = useI18n().text.tracking.counts;
  const shown = useDates().count(count);
  return (
    // The design system has no such chip: its toggle button is too loud for nine of them in a row.
    <button
      type="button"
      className={count === 0 ? 'status-chip nothing-counted' : 'status-chip'}
      aria-label={chip(name, shown)}
      aria-pressed={isPressed}
      onClick={onPress}
    >
      {name} <span className="count">{shown}</span>
    </button>
  );
}
