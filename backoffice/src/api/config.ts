/** What the page must know before anyone signs in. */
import { askJson, type Fetch } from './http';

export interface Config {
  oidc: { authority: string; client_id: string; scope: string };
  stage: string;
}

export function readConfig(fetch: Fetch): Promise<Config> {
  return askJson<Config>(fetch, '/v1/config');
}
