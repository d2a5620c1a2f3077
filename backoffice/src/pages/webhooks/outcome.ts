/** What came of a call, in words. */
import type { Delivery } from '../../api/webhooks';
import type { Dates } from '../../i18n/dates';
import { labelOf } from '../../i18n/labels';
import type { WebhookSentences } from '../../i18n/webhook-sentences';

/** `HTTP 500, 12 ms`, or why there was no answer; null when no call was made. */
export function answerOf(delivery: Delivery, words: WebhookSentences, dates: Dates): string | null {
  if (delivery.error) return labelOf(words.log.errors, delivery.error);
  if (delivery.http_status === null) return null;
  return words.log.answered(delivery.http_status, dates.count(delivery.duration_ms ?? 0));
}
