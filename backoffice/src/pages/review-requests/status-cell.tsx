/** The current status of one row; a press opens the steps it went through. */
import Box from '@cloudscape-design/components/box';
import Popover from '@cloudscape-design/components/popover';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { lazy, Suspense } from 'react';
import type { ReviewRequest } from '../../api/types';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import { labelOf } from '../../i18n/labels';
import { reasonOf } from '../../i18n/reasons';
import { Instant } from './instant';
import { STATUS_LOOK } from './status-config';

const StatusSteps = lazy(() => import('./details/status-steps'));

interface StatusCellProps {
  row: ReviewRequest;
  now: Date | null;
  /** Where no column of its own tells the next step. */
  withNextEmail: boolean;
}

export function StatusCell({ row, now, withNextEmail }: StatusCellProps) {
  const { language } = useI18n();
  return (
    <div className="status-cell" data-testid="status" data-status={row.status}>
      <StatusWithSteps row={row} />
      <Box variant="small" color="text-body-secondary" display="block">
        <StepDate row={row} now={now} />
      </Box>
      {withNextEmail && row.status !== 'scheduled' && row.next_email_at && <NextEmail at={row.next_email_at} />}
      {row.reason && (
        <Box variant="small" color="text-body-secondary" display="block">
          <span data-testid="status-reason">{reasonOf(row.reason, language).sentence}</span>
        </Box>
      )}
    </div>
  );
}

function NextEmail({ at }: { at: string }) {
  const { text } = useI18n();
  const dates = useDates();
  return (
    <Box variant="small" color="text-body-secondary" display="block">
      <time dateTime={at} data-testid="next-email">
        {text.list.nextEmail(dates.instant(at))}
      </time>
    </Box>
  );
}

function StatusWithSteps({ row }: { row: ReviewRequest }) {
  const { text } = useI18n();
  const status = labelOf(text.statuses, row.status);
  return (
    <Popover
      header={text.steps.title}
      triggerType="text"
      wrapTriggerText
      size="medium"
      position="left"
      renderWithPortal
      triggerAriaLabel={text.steps.show(status, row.experience_reference)}
      content={
        <Suspense fallback={<StatusIndicator type="loading">{text.details.loading}</StatusIndicator>}>
          <StatusSteps reviewRequestId={row.review_request_id} />
        </Suspense>
      }
    >
      <StatusIndicator type={STATUS_LOOK[row.status]} wrapText>
        {status}
      </StatusIndicator>
    </Popover>
  );
}

function StepDate({ row, now }: { row: ReviewRequest; now: Date | null }) {
  const { text } = useI18n();
  const dates = useDates();
  if (row.status !== 'scheduled') return <Instant at={row.status_at} now={now} />;
  return <time dateTime={row.status_at}>{text.list.planned(dates.instant(row.status_at))}</time>;
}
