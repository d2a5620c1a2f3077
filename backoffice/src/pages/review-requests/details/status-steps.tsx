/** The steps of one request, shown from its status in the list. */
import Box from '@cloudscape-design/components/box';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import Steps from '@cloudscape-design/components/steps';
import type { ReviewRequestDetails } from '../../../api/types';
import { ErrorNotice } from '../../../common/error-notice';
import { useDates } from '../../../common/website';
import { useI18n } from '../../../i18n';
import type { Catalogue } from '../../../i18n/catalogue';
import { labelOf } from '../../../i18n/labels';
import { reasonOf } from '../../../i18n/reasons';
import { Instant } from '../instant';
import { useReviewRequest } from './hooks';
import { statusStepsOf, type StatusStep, type StepState } from './status-steps-config';

const STATE_LOOK: Record<StepState, StatusIndicatorProps.Type> = {
  reached: 'success',
  pending: 'pending',
  unseen: 'stopped',
  missed: 'stopped',
  failed: 'error',
  stopped: 'stopped',
};

export default function StatusSteps({ reviewRequestId }: { reviewRequestId: string }) {
  const { text } = useI18n();
  const answer = useReviewRequest(reviewRequestId);
  if (answer.data) return <StepList details={answer.data} />;
  if (answer.error) {
    return (
      <ErrorNotice
        title={text.details.failed}
        error={answer.error}
        onRetry={() => void answer.refetch()}
        testId="steps-error"
      />
    );
  }
  return <StatusIndicator type="loading">{text.details.loading}</StatusIndicator>;
}

function StepList({ details }: { details: ReviewRequestDetails }) {
  const { text } = useI18n();
  const steps = statusStepsOf(details).map((step) => ({
    status: STATE_LOOK[step.state],
    statusIconAriaLabel: text.steps.stateNames[step.state],
    header: <StepName step={step} isCurrent={step.status === details.status} />,
    details: <StepDate step={step} />,
  }));
  return (
    <div data-testid="status-steps" className="steps">
      <Steps steps={steps} ariaLabel={text.steps.title} />
    </div>
  );
}

function StepName({ step, isCurrent }: { step: StatusStep; isCurrent: boolean }) {
  const { text } = useI18n();
  const name = step.status === 'reminder_sent' ? text.steps.reminder(step.step) : labelOf(text.statuses, step.status);
  return (
    <span data-testid="status-step" data-status={step.status} data-state={step.state}>
      {isCurrent ? <Box variant="strong">{name}</Box> : name}
    </span>
  );
}

function StepDate({ step }: { step: StatusStep }) {
  const { text, language } = useI18n();
  const dates = useDates();
  return (
    <Box variant="small" color="text-body-secondary">
      {step.at && step.isPlanned && <time dateTime={step.at}>{text.steps.plannedFor(dates.instant(step.at))}</time>}
      {step.at && !step.isPlanned && <Instant at={step.at} />}
      {!step.at && absence(step.state, text)}
      {step.reason && <Box variant="small" display="block">{reasonOf(step.reason, language).sentence}</Box>}
    </Box>
  );
}

function absence(state: StepState, text: Catalogue): string {
  if (state === 'pending') return text.steps.notYet;
  if (state === 'unseen') return text.steps.notObserved;
  return state === 'missed' ? text.steps.notReached : text.details.none;
}
