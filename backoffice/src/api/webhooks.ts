/** Webhooks of a website: keep them, try them, look at what was sent, send it once more. */
import { websitePath, type Caller } from './caller';
import type { Status } from './types';

export const WEBHOOK_STATES = ['active', 'failing', 'inactive', 'switched_off'] as const;
export type WebhookState = (typeof WEBHOOK_STATES)[number];

export const DELIVERY_OUTCOMES = ['delivered', 'failed', 'given_up', 'dropped'] as const;
export type DeliveryOutcome = (typeof DELIVERY_OUTCOMES)[number];

export const DELIVERY_KINDS = ['event', 'replay', 'test'] as const;
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];

export const DELIVERY_ERRORS = [
  'name_not_found',
  'address_refused',
  'connection_failed',
  'certificate_invalid',
  'timed_out',
  'answer_unreadable',
] as const;
export type DeliveryError = (typeof DELIVERY_ERRORS)[number];

export interface WebhookWish {
  url: string;
  /** None means all of them. */
  statuses: Status[];
  include_customer_email: boolean;
  active: boolean;
}

export interface Webhook extends WebhookWish {
  webhook_id: string;
  state: WebhookState;
  failing_since: string | null;
  switched_off_at: string | null;
  created_at: string;
  created_by: string;
  secret_replaced_at: string | null;
  old_secret_until: string | null;
}

export interface WebhookWithSecret extends Webhook {
  secret: string;
}

export interface Delivery {
  delivery_id: string;
  kind: DeliveryKind;
  outcome: DeliveryOutcome;
  event_id: string;
  review_request_id: string | null;
  status: Status | null;
  at: string;
  attempt: number;
  http_status: number | null;
  error: DeliveryError | null;
  duration_ms: number | null;
}

export interface DeliveryPage {
  items: Delivery[];
  next_page_token: string | null;
}

export interface Replay {
  /** The event still waits in its turn, which comes now. */
  waiting: boolean;
  delivery: Delivery | null;
}

export interface WebhooksApi {
  listWebhooks(websiteId: string, signal: AbortSignal): Promise<Webhook[]>;
  createWebhook(websiteId: string, wish: WebhookWish): Promise<WebhookWithSecret>;
  changeWebhook(websiteId: string, webhookId: string, wish: WebhookWish): Promise<Webhook>;
  removeWebhook(websiteId: string, webhookId: string): Promise<unknown>;
  replaceWebhookSecret(websiteId: string, webhookId: string): Promise<WebhookWithSecret>;
  tryWebhook(websiteId: string, webhookId: string): Promise<Delivery>;
  listDeliveries(websiteId: string, webhookId: string, pageToken: string | null, signal: AbortSignal): Promise<DeliveryPage>;
  replayDelivery(websiteId: string, webhookId: string, deliveryId: string): Promise<Replay>;
}

export function webhooksApi({ get, send, remove }: Caller): WebhooksApi {
  return {
    listWebhooks: async (websiteId, signal) => (await get<{ items: Webhook[] }>(allOf(websiteId), signal)).items,
    createWebhook: (websiteId, wish) => send('POST', allOf(websiteId), wish),
    changeWebhook: (websiteId, webhookId, wish) => send('PUT', one(websiteId, webhookId), wish),
    removeWebhook: (websiteId, webhookId) => remove(one(websiteId, webhookId)),
    replaceWebhookSecret: (websiteId, webhookId) => send('POST', `${one(websiteId, webhookId)}/secret`, {}),
    tryWebhook: (websiteId, webhookId) => send('POST', `${one(websiteId, webhookId)}/test`, {}),
    listDeliveries: (websiteId, webhookId, pageToken, signal) => {
      const query = pageToken ? `?${new URLSearchParams({ page_token: pageToken }).toString()}` : '';
      return get(`${one(websiteId, webhookId)}/deliveries${query}`, signal);
    },
    replayDelivery: (websiteId, webhookId, deliveryId) =>
      send('POST', `${one(websiteId, webhookId)}/deliveries/${encodeURIComponent(deliveryId)}/replay`, {}),
  };
}

function allOf(websiteId: string): string {
  return `${websitePath(websiteId)}/webhooks`;
}

function one(websiteId: string, webhookId: string): string {
  return `${allOf(websiteId)}/${encodeURIComponent(webhookId)}`;
}
