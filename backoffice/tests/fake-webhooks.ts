/** Webhooks in memory: secrets are numbered, calls get the answer a test chose, everything stands in a log. */
import type { Delivery, Webhook, WebhookWish } from '../src/api/webhooks';

const MADE: Omit<Webhook, keyof WebhookWish | 'webhook_id'> = {
  state: 'active',
  failing_since: null,
  switched_off_at: null,
  created_at: '2026-11-23T10:00:00Z',
  created_by: 's-1',
  secret_replaced_at: null,
  old_secret_until: null,
};

export class FakeWebhooks {
  webhooks: Webhook[] = [];
  deliveries: Delivery[] = [];
  /** What the endpoint answers from now on. */
  endpoint: Pick<Delivery, 'outcome' | 'http_status' | 'error'> = { outcome: 'delivered', http_status: 204, error: null };
  /** Identifiers of deliveries whose event still waits. */
  readonly waiting = new Set<string>();
  refused: Response | null = null;
  private secrets = 0;

  with(changes: Partial<Webhook> = {}): Webhook {
    const wish = { url: 'https://shop.example/hooks', statuses: [], include_customer_email: false, active: true };
    const webhook = { ...MADE, ...wish, webhook_id: `webhook-${this.webhooks.length + 1}`, ...changes };
    this.webhooks.push(webhook);
    return webhook;
  }

  tried(changes: Partial<Delivery> = {}): Delivery {
    const id = `delivery-${this.deliveries.length + 1}`;
    const made = { kind: 'event' as const, event_id: 'evt_1', review_request_id: null, status: null, at: '2026-11-23T09:00:00Z', attempt: 1, duration_ms: 12 };
    const delivery: Delivery = { ...made, ...this.endpoint, delivery_id: id, ...changes };
    this.deliveries.unshift(delivery);
    return delivery;
  }

  answer(method: string, [webhookId, ...verbs]: string[], body: unknown): Response {
    if (this.refused) return this.refused;
    if (!webhookId) return method === 'POST' ? Response.json(this.withSecret(this.with(body as WebhookWish)), { status: 201 }) : Response.json({ items: this.webhooks });
    if (method === 'DELETE') this.webhooks = this.webhooks.filter((one) => one.webhook_id !== webhookId);
    if (method === 'PUT') this.change(webhookId, body as WebhookWish);
    if (verbs.length > 0) return this.answerAbout(webhookId, verbs);
    return Response.json({ webhook_id: webhookId });
  }

  private answerAbout(webhookId: string, [verb, deliveryId]: string[]): Response {
    if (verb === 'test') return Response.json(this.tried({ kind: 'test' }));
    if (verb === 'secret') return Response.json(this.withSecret(this.change(webhookId, { old_secret_until: '2026-11-24T10:00:00Z' })));
    if (!deliveryId) return Response.json({ items: this.deliveries, next_page_token: null });
    const waits = this.waiting.has(deliveryId);
    return Response.json({ waiting: waits, delivery: waits ? null : this.tried({ kind: 'replay', attempt: 2 }) });
  }

  private change(webhookId: string, changes: Partial<Webhook>): Webhook {
    this.webhooks = this.webhooks.map((one) => (one.webhook_id === webhookId ? { ...one, ...changes } : one));
    const changed = this.webhooks.find((one) => one.webhook_id === webhookId);
    if (!changed) throw new Error('no such webhook');
    return changed;
  }

  private withSecret(webhook: Webhook) {
    this.secrets += 1;
    return { ...webhook, secret: `whsec_number${this.secrets}` };
  }
}
