/** The funnel: a bar and a figure for each stage, with its shares. */
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import type { FunnelStage, Statistics, StatisticsFilter } from '../../api/statistics';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import { RowsLink } from './rows-link';

interface FunnelProps {
  stages: readonly FunnelStage[];
  openings: Statistics['open_tracking'];
  filter: StatisticsFilter;
}

export function Funnel({ stages, openings, filter }: FunnelProps) {
  const { text } = useI18n();
  const words = text.statistics.funnel;
  const widest = Math.max(1, ...stages.map(({ count }) => count));
  return (
    <Container header={<Header variant="h2" description={words.help}>{words.title}</Header>}>
      <table className="funnel" data-testid="funnel">
        <thead>
          <tr>
            {[words.stage, words.requests, words.absolute, words.relative].map((name) => (
              <th key={name} scope="col">
                <Box variant="awsui-key-label">{name}</Box>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {stages.map((stage) => (
            <Stage key={stage.milestone} stage={stage} filter={filter} part={stage.count / widest} />
          ))}
        </tbody>
      </table>
      <Openings openings={openings} />
    </Container>
  );
}

/** Where openings are not followed by request, the stage says less than it seems to. */
function Openings({ openings: { mode, aggregated_opens: count } }: Pick<FunnelProps, 'openings'>) {
  const words = useI18n().text.statistics.funnel.openings;
  const dates = useDates();
  if (mode === 'individual' && count === 0) return null;
  return (
    <Box color="text-body-secondary" margin={{ top: 's' }} data-testid="openings">
      {mode === 'off' && count === 0 ? words.off : words.aggregated(dates.count(count))}
    </Box>
  );
}

function Stage({ stage, filter, part }: { stage: FunnelStage; filter: StatisticsFilter; part: number }) {
  const { text } = useI18n();
  const dates = useDates();
  const label = text.tracking.filters.milestones[stage.milestone];
  const share = (value: number | null) => (value === null ? text.details.none : dates.share(value));
  return (
    <tr data-testid={`stage-${stage.milestone}`}>
      <th scope="row">
        {label}
        <span className="funnel-bar" style={{ inlineSize: `${Math.max(part * 100, 0.5)}%` }} aria-hidden />
      </th>
      <td>
        <RowsLink count={stage.count} filter={filter} which={{ reached: stage.milestone }} label={label} />
      </td>
      <td>{share(stage.absolute)}</td>
      <td>{share(stage.relative)}</td>
    </tr>
  );
}
