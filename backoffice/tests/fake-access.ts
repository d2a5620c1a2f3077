/** API clients and the webservice's key in memory; secrets are numbered. */
import type { ApiClient, ApiClientWish, WebserviceKey } from '../src/api/api-access';

const MADE: Omit<ApiClient, keyof ApiClientWish | 'client_id'> = {
  permissions: ['proofs:write', 'requests:read'],
  created_at: '2026-11-23T10:00:00Z',
  created_by: 's-1',
  secret_replaced_at: null,
  old_secret_until: null,
};
const NO_KEY: WebserviceKey = { is_set: false, changed_at: null, changed_by: null, endpoint: 'https://suivi.example/index.php?action=x' };

export class FakeAccess {
  clients: ApiClient[] = [];
  key: WebserviceKey = NO_KEY;
  /** The key as a merchant gave it last. */
  given: string | null = null;
  refused: Response | null = null;
  private secrets = 0;

  with(changes: Partial<ApiClient> = {}): ApiClient {
    const name = changes.name ?? 'shop';
    const client = { ...MADE, name, sandbox: false, client_id: `website-1.${name}`, ...changes };
    this.clients.push(client);
    return client;
  }

  answerAboutClients(method: string, [name, verb]: string[], body: unknown): Response {
    if (this.refused) return this.refused;
    if (!name) return method === 'POST' ? this.shown(this.with(body as ApiClientWish), 201) : Response.json({ items: this.clients });
    if (method === 'DELETE') this.clients = this.clients.filter((one) => one.name !== name);
    return verb === 'secret' ? this.shown(this.replaced(name)) : Response.json({ client_id: name });
  }

  answerAboutKey(method: string, body: unknown): Response {
    if (method === 'GET') return Response.json(this.key);
    this.given = (body as { secret?: string } | null)?.secret ?? null;
    this.key = { ...this.key, is_set: method === 'PUT', changed_at: '2026-11-23T10:00:00Z', changed_by: 's-1' };
    return Response.json({ ...this.key, secret: method === 'PUT' && !this.given ? 'made-key-1' : null });
  }

  private replaced(name: string): ApiClient {
    const changes = { secret_replaced_at: '2026-11-23T10:00:00Z', old_secret_until: '2026-11-24T10:00:00Z' };
    this.clients = this.clients.map((one) => (one.name === name ? { ...one, ...changes } : one));
    const found = this.clients.find((one) => one.name === name);
    if (!found) throw new Error('no such client');
    return found;
  }

  private shown(client: ApiClient, status = 200): Response {
    this.secrets += 1;
    return Response.json({ ...client, secret: `sk_number${this.secrets}` }, { status });
  }
}
