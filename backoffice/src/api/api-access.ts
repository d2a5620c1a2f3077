/** How a merchant's own systems get in: API clients, and the key of the historical webservice. */
import { websitePath, type Caller } from './caller';

export interface ApiClientWish {
  name: string;
  /** Whatever it transmits is of the sandbox. */
  sandbox: boolean;
}

export interface ApiClient extends ApiClientWish {
  client_id: string;
  permissions: string[];
  created_at: string | null;
  created_by: string | null;
  secret_replaced_at: string | null;
  old_secret_until: string | null;
}

export interface ApiClientWithSecret extends ApiClient {
  secret: string;
}

export interface WebserviceKey {
  is_set: boolean;
  changed_at: string | null;
  changed_by: string | null;
  endpoint: string;
}

export interface WebserviceKeyAnswer extends WebserviceKey {
  /** The key, when Suivi made it: shown this once. */
  secret: string | null;
}

export interface ApiAccessApi {
  listApiClients(websiteId: string, signal: AbortSignal): Promise<ApiClient[]>;
  createApiClient(websiteId: string, wish: ApiClientWish): Promise<ApiClientWithSecret>;
  replaceApiClientSecret(websiteId: string, name: string): Promise<ApiClientWithSecret>;
  revokeApiClient(websiteId: string, name: string): Promise<unknown>;
  webserviceKey(websiteId: string, signal: AbortSignal): Promise<WebserviceKey>;
  /** Null has one made. */
  setWebserviceKey(websiteId: string, secret: string | null): Promise<WebserviceKeyAnswer>;
  removeWebserviceKey(websiteId: string): Promise<unknown>;
}

export function apiAccessApi({ get, send, remove }: Caller): ApiAccessApi {
  return {
    listApiClients: async (websiteId, signal) => (await get<{ items: ApiClient[] }>(allOf(websiteId), signal)).items,
    createApiClient: (websiteId, wish) => send('POST', allOf(websiteId), wish),
    replaceApiClientSecret: (websiteId, name) => send('POST', `${one(websiteId, name)}/secret`, {}),
    revokeApiClient: (websiteId, name) => remove(one(websiteId, name)),
    webserviceKey: (websiteId, signal) => get(keyOf(websiteId), signal),
    setWebserviceKey: (websiteId, secret) => send('PUT', keyOf(websiteId), secret === null ? {} : { secret }),
    removeWebserviceKey: (websiteId) => remove(keyOf(websiteId)),
  };
}

function allOf(websiteId: string): string {
  return `${websitePath(websiteId)}/api-clients`;
}

function one(websiteId: string, name: string): string {
  return `${allOf(websiteId)}/${encodeURIComponent(name)}`;
}

function keyOf(websiteId: string): string {
  return `${websitePath(websiteId)}/webservice-key`;
}
