/** How a webhook stands, and what to do about it. */
import Box from '@cloudscape-design/components/box';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { Webhook, WebhookState } from '../../api/webhooks';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import { labelOf } from '../../i18n/labels';

const LOOK: Record<WebhookState, StatusIndicatorProps.Type> = {
  active: 'success',
  failing: 'warning',
  inactive: 'stopped',
  switched_off: 'error',
};

export function StateCell({ webhook }: { webhook: Webhook }) {
  const words = useI18n().text.webhooks;
  return (
    <div data-testid="webhook-state" data-state={webhook.state}>
      <StatusIndicator type={LOOK[webhook.state]}>{labelOf(words.states, webhook.state)}</StatusIndicator>
      <Explanation webhook={webhook} />
    </div>
  );
}

function Explanation({ webhook }: { webhook: Webhook }) {
  const words = useI18n().text.webhooks;
  const dates = useDates();
  const sentences = [
    webhook.failing_since && words.failingSince(dates.instant(webhook.failing_since)),
    webhook.state === 'switched_off' && webhook.switched_off_at && words.switchedOff(dates.instant(webhook.switched_off_at)),
    webhook.old_secret_until && words.oldSecretUntil(dates.instant(webhook.old_secret_until)),
  ].filter((sentence) => typeof sentence === 'string');
  return sentences.map((sentence) => (
    <Box key={sentence} variant="small" color="text-body-secondary" display="block">
      {sentence}
    </Box>
  ));
}
