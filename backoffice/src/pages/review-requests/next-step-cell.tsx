/** The e-mail planned to leave next, and when. */
import Box from '@cloudscape-design/components/box';
import type { ReviewRequest } from '../../api/types';
import { useI18n } from '../../i18n';
import { Instant } from './instant';

export function NextStepCell({ row, now }: { row: ReviewRequest; now: Date | null }) {
  const { nextSteps, noNextStep } = useI18n().text.tracking;
  const { next_step: next } = row;
  if (!next) return <Box color="text-status-inactive">{noNextStep}</Box>;
  return (
    <div data-testid="row-next-step">
      {next.kind === 'reminder' ? nextSteps.reminder(next.reminder) : nextSteps.first_email}
      <Box variant="small" color="text-body-secondary" display="block">
        <Instant at={next.at} now={now} />
      </Box>
    </div>
  );
}
