/** To how many requests something cannot be done, and why. */
import Box from '@cloudscape-design/components/box';
import type { NotApplicable } from '../api/operation-types';
import { useDates } from '../common/website';
import { useI18n } from '../i18n';

interface RefusalCountsProps {
  refused: readonly NotApplicable[];
  title: (count: string) => string;
  /** About a single request: no figure is needed. */
  isOne?: boolean;
}

export function RefusalCounts({ refused, title, isOne = false }: RefusalCountsProps) {
  const { count } = useDates();
  if (refused.length === 0) return null;
  const total = refused.reduce((sum, one) => sum + one.count, 0);
  return (
    <div data-testid="refusal-counts">
      {!isOne && title(count(total))}
      <ul className="plain-list">
        {refused.map((one) => (
          <li key={one.code}>
            {!isOne && `${count(one.count)} – `}
            <Why refusal={one} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Why({ refusal }: { refusal: NotApplicable }) {
  const { language } = useI18n();
  const { sentence, next_action: nextAction } = refusal[language];
  return (
    <>
      {sentence}
      <Box variant="small" color="inherit" display="block">
        {nextAction}
      </Box>
    </>
  );
}
