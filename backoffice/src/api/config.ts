/** What the page must know before anyone signs in. */
import { getJson, type Fetch } from './http';

export interface Config {
  oidc: { authority: string; client_id: string; scope: string };
  stage: string;
}

export function readConfig(fetch: Fetch): Promise<Config> {
  return getJson<Config>(fetch, '/v1/config');
}
