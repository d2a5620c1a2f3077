/** A review request that would be made: when its first e-mail would leave, and why then. */
import Box from '@cloudscape-design/components/box';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { PlannedRequest as Planned } from '../api/imports';
import { useDates } from '../common/website';
import { useI18n } from '../i18n';
import { labelOf } from '../i18n/labels';
import { useTold } from './told';

export function PlannedRequest({ request }: { request: Planned }) {
  const { text } = useI18n();
  const dates = useDates();
  const told = useTold();
  const { due_at: at, refused, explanation } = request;
  const type = labelOf(text.reviewTypes, request.review_type);
  const why = [...explanation.map(({ sentence }) => told(sentence)), ...(refused ? [told(refused.sentence)] : [])];
  return (
    <div data-testid="planned-request">
      {refused ? (
        <StatusIndicator type="stopped">{text.imports.plan.refused(type)}</StatusIndicator>
      ) : (
        <>
          <b>{type}</b>, <time dateTime={at}>{dates.instant(at)}</time>
        </>
      )}
      {why.map((sentence, place) => (
        <Box key={place} variant="small" color="text-body-secondary" display="block">
          {sentence}
        </Box>
      ))}
    </div>
  );
}
