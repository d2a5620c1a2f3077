/** Imports: a CSV file is ordered, uploaded straight to the store, then started; a check can be sent afterwards. */
import { websitePath, type Caller } from './caller';
import type { LineError, Result, Told, Transmission } from './transmissions';
import type { ReviewType } from './types';

export type ImportMode = Transmission['mode'];

export interface ImportOrder {
  name: string;
  size: number;
  mode: ImportMode;
}

export interface UploadAddress {
  url: string;
  method: 'PUT';
  headers: Record<string, string>;
  expires_at: string;
}

export interface OrderedImport {
  transmission_id: string;
  upload: UploadAddress;
  /** Shown to start the import once its bytes are there. */
  ticket: string;
}

/** A review request that a line would make. */
export interface PlannedRequest {
  review_type: ReviewType;
  due_at: string;
  /** Why it would be cancelled at once. */
  refused: { code: string; sentence: Told } | null;
  /** The rules that give the date, in order. */
  explanation: ToldRule[];
}

/** A rule that speaks, in both languages. */
export interface ToldRule {
  code: string;
  sentence: Told;
}

/** What would become of a line. */
export interface PreviewLine {
  line: number;
  purchase_reference: string | null;
  result: Result;
  /** It would take a proof back. */
  withdraws: boolean;
  requests: PlannedRequest[];
  /** What may still stop or delay the e-mails when they want to leave. */
  notes: ToldRule[];
  error: LineError | null;
}

export interface PreviewPage {
  lines: PreviewLine[];
  next_page_token: string | null;
}

export interface ImportsApi {
  orderImport(websiteId: string, order: ImportOrder): Promise<OrderedImport>;
  startImport(websiteId: string, ordered: OrderedImport): Promise<Transmission>;
  /** For real, the very bytes that were checked. */
  sendImport(websiteId: string, transmissionId: string): Promise<Transmission>;
  previewImport(websiteId: string, transmissionId: string, pageToken: string | null, signal: AbortSignal): Promise<PreviewPage>;
}

export function importsApi({ get, send }: Caller): ImportsApi {
  return {
    orderImport: (websiteId, order) => send('POST', importsOf(websiteId), order),
    startImport: (websiteId, { transmission_id: id, ticket }) => send('POST', `${importPath(websiteId, id)}/start`, { ticket }),
    sendImport: (websiteId, transmissionId) => send('POST', `${importPath(websiteId, transmissionId)}/send`, {}),
    previewImport: (websiteId, transmissionId, pageToken, signal) => {
      const query = pageToken ? `?${new URLSearchParams({ page_token: pageToken }).toString()}` : '';
      return get(`${importPath(websiteId, transmissionId)}/preview${query}`, signal);
    },
  };
}

function importsOf(websiteId: string): string {
  return `${websitePath(websiteId)}/imports`;
}

function importPath(websiteId: string, transmissionId: string): string {
  return `${importsOf(websiteId)}/${encodeURIComponent(transmissionId)}`;
}
