/** Where the request stands, why, what to do about it, and what comes next. */
import Alert from '@cloudscape-design/components/alert';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { NextStep, ReviewRequestDetails } from '../../../api/types';
import { useI18n } from '../../../i18n';
import { labelOf } from '../../../i18n/labels';
import { reasonOf } from '../../../i18n/reasons';
import { Instant } from '../instant';
import { STATUS_LOOK } from '../status-config';

export function CurrentStatus({ details, now }: { details: ReviewRequestDetails; now: Date }) {
  const { text } = useI18n();
  const status = (
    <span data-testid="details-status">
      <StatusIndicator type={STATUS_LOOK[details.status]}>{labelOf(text.statuses, details.status)}</StatusIndicator>
      <br />
      <Instant at={details.status_at} now={now} />
    </span>
  );
  return (
    <SpaceBetween size="s">
      <KeyValuePairs
        columns={2}
        items={[
          { label: text.details.currentStatus, value: status },
          { label: text.details.nextStep, value: <Next step={details.next_step} now={now} /> },
        ]}
      />
      {details.reason && <Why code={details.reason} isError={details.status === 'error'} />}
    </SpaceBetween>
  );
}

function Why({ code, isError }: { code: string; isError: boolean }) {
  const { text, language } = useI18n();
  const reason = reasonOf(code, language);
  return (
    <div data-testid="details-reason">
      <Alert type={isError ? 'error' : 'info'} header={reason.sentence}>
        {reason.next_action && `${text.details.nextAction} ${reason.next_action}`}
      </Alert>
    </div>
  );
}

function Next({ step, now }: { step: NextStep | null; now: Date }) {
  const { text } = useI18n();
  const { nextSteps, noNextStep } = text.details;
  if (!step) return <span data-testid="next-step">{noNextStep}</span>;
  return (
    <span data-testid="next-step">
      {step.kind === 'reminder' ? nextSteps.reminder(step.reminder) : nextSteps.first_email}
      <br />
      <Instant at={step.at} now={now} />
    </span>
  );
}
