/** Opt-outs of a website: list, add by hand, import, export. */
import { websitePath, type Caller } from './caller';

export const OPT_OUT_ORIGINS = ['one_click', 'page', 'complaint', 'hard_bounce', 'soft_bounces', 'manual', 'import'] as const;
export type OptOutOrigin = (typeof OPT_OUT_ORIGINS)[number];

export interface OptOut {
  /** The address itself is not kept. */
  email_hash: string;
  scope: 'merchant' | 'all_merchants';
  origin: OptOutOrigin;
  opted_out_at: string;
  review_request_id: string | null;
  recorded_by: string | null;
  note: string | null;
}

export interface OptOutPage {
  items: OptOut[];
  next_page_token: string | null;
}

export interface AddedOptOut extends OptOut {
  /** False when the address had opted out before. */
  new: boolean;
}

export interface ImportReport {
  received: number;
  added: number;
  known: number;
  rejected: number;
  rejects: ImportReject[];
}

export interface ImportReject {
  row: number | null;
  code: string;
  field: string | null;
  value: string | null;
  reason: string;
  remedy: string;
}

export interface OptOutsApi {
  listOptOuts(websiteId: string, pageToken: string | null, signal: AbortSignal): Promise<OptOutPage>;
  addOptOut(websiteId: string, email: string, note: string | null): Promise<AddedOptOut>;
  importOptOuts(websiteId: string, csv: string): Promise<ImportReport>;
  /** The whole list as one CSV file. */
  exportOptOuts(websiteId: string): Promise<string>;
}

export function optOutsApi({ get, send, download }: Caller): OptOutsApi {
  return {
    listOptOuts: (websiteId, pageToken, signal) => {
      const query = pageToken ? `?${new URLSearchParams({ page_token: pageToken }).toString()}` : '';
      return get(`${optOutsOf(websiteId)}${query}`, signal);
    },
    addOptOut: (websiteId, email, note) => send('POST', optOutsOf(websiteId), { email, note }),
    importOptOuts: (websiteId, csv) => send('POST', `${optOutsOf(websiteId)}/import`, csv),
    exportOptOuts: (websiteId) => joined(download, `${optOutsOf(websiteId)}/export`),
  };
}

function optOutsOf(websiteId: string): string {
  return `${websitePath(websiteId)}/opt-outs`;
}

/** Every part begins with the same header line. */
async function joined(download: Caller['download'], path: string): Promise<string> {
  let { text, next } = await download(path);
  while (next) {
    const part = await download(next);
    text += part.text.slice(part.text.indexOf('\n') + 1);
    ({ next } = part);
  }
  return text;
}
