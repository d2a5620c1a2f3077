/** One import: how far it is, then what it found or what it made. */
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import LiveRegion from '@cloudscape-design/components/live-region';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { isOver, type TransmissionDetails } from '../../api/transmissions';
import { ErrorNotice } from '../../common/error-notice';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import { useTransmission } from '../../transmissions/hooks';
import { RefusalAlert } from '../../transmissions/refusal-alert';
import { CheckResult } from './check-result';
import { ImportResult } from './import-result';

export function ShownImport({ transmissionId }: { transmissionId: string }) {
  const words = useI18n().text.imports;
  const answer = useTransmission(transmissionId);
  if (answer.data) return <Present one={answer.data} />;
  if (answer.error) {
    return <ErrorNotice title={words.failed} error={answer.error} onRetry={() => void answer.refetch()} testId="import-error" />;
  }
  return <StatusIndicator type="loading">{words.loading}</StatusIndicator>;
}

function Present({ one }: { one: TransmissionDetails }) {
  if (!isOver(one)) return <Working one={one} />;
  if (one.state !== 'done') return <RefusalAlert one={one} />;
  return one.mode === 'validate' ? <CheckResult one={one} /> : <ImportResult one={one} />;
}

function Working({ one: { mode, name, books, progress } }: { one: TransmissionDetails }) {
  const words = useI18n().text.imports;
  const dates = useDates();
  const part = progress.chunks > 0 ? Math.min(99, Math.floor((100 * progress.chunks_done) / progress.chunks)) : 0;
  return (
    <Container data-testid="working">
      <LiveRegion>
        <SpaceBetween size="s">
          <StatusIndicator type="in-progress">
            <span className="breakable">{words.working[mode](name ?? '')}</span>
          </StatusIndicator>
          {progress.chunks > 0 && <ProgressBar value={part} ariaLabel={words.progress} />}
          <Box color="text-body-secondary">{books.received > 0 ? words.soFar(dates.count(books.received)) : words.soon}</Box>
        </SpaceBetween>
      </LiveRegion>
    </Container>
  );
}
