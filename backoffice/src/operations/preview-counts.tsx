/** Count first: how many requests match, to how many it can be done, and why not to the others. */
import Alert from '@cloudscape-design/components/alert';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { UseQueryResult } from '@tanstack/react-query';
import type { OperationPreview } from '../api/operation-types';
import { ErrorNotice } from '../common/error-notice';
import { useDates } from '../common/website';
import { useI18n } from '../i18n';
import { RefusalCounts } from './refusal-counts';

interface PreviewCountsProps {
  preview: UseQueryResult<OperationPreview>;
  /** About a single request: no figure is needed. */
  isOne: boolean;
}

export function PreviewCounts({ preview, isOne }: PreviewCountsProps) {
  const { text } = useI18n();
  if (preview.data) return <Counted preview={preview.data} isOne={isOne} />;
  if (preview.error) {
    return (
      <ErrorNotice
        title={text.operations.dialog.countFailed}
        error={preview.error}
        onRetry={() => void preview.refetch()}
        testId="preview-error"
      />
    );
  }
  if (!preview.isFetching) return null;
  return <StatusIndicator type="loading">{text.operations.dialog.counting}</StatusIndicator>;
}

function Counted({ preview, isOne }: { preview: OperationPreview; isOne: boolean }) {
  const { text } = useI18n();
  const dates = useDates();
  const { dialog } = text.operations;
  const applies = preview.applicable > 0;
  return (
    <div role="status" data-testid="operation-preview">
      <Alert type={applies ? 'info' : 'warning'} header={<Headline preview={preview} isOne={isOne} />}>
        <RefusalCounts refused={preview.not_applicable} title={dialog.cannot} isOne={isOne} />
        {preview.retry_at && dialog.retryAt(dates.instant(preview.retry_at))}
      </Alert>
    </div>
  );
}

function Headline({ preview, isOne }: { preview: OperationPreview; isOne: boolean }) {
  const { dialog } = useI18n().text.operations;
  const { count } = useDates();
  const { matching, applicable, complete } = preview;
  if (applicable === 0) return isOne ? dialog.notThisOne : dialog.nothingApplies;
  if (isOne) return dialog.oneApplies;
  return (complete ? dialog.counts : dialog.countsAtLeast)(count(matching), count(applicable));
}
