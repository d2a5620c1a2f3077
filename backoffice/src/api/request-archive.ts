/** What was: the e-mails of a request as they left, and the file that gathers all for audits. */
import type { Language } from '../i18n/catalogue';
import { websitePath, type Caller } from './caller';

/** What is remembered of an e-mail that was composed to leave. */
export interface RememberedEmail {
  step: number;
  /** Which reminder it is, from 1; 0 for the first e-mail. */
  reminder: number;
  settings_version: number;
  /** `standard`, or `own-` and six digits for the merchant's own words. */
  template: string;
  /** Null as long as nothing proves that it left. */
  sent_at: string | null;
}

export interface ShownEmail extends RememberedEmail {
  to: string;
  from_name: string;
  reply_to: string | null;
  subject: string;
  text: string;
  html: string;
  /** Proved to be the mail that left, its personal links apart. */
  as_sent: boolean;
}

export const PROOF_FILE_FORMATS = ['html', 'json'] as const;
export type ProofFileFormat = (typeof PROOF_FILE_FORMATS)[number];

export interface RequestArchiveApi {
  readEmail(websiteId: string, reviewRequestId: string, step: number, signal: AbortSignal): Promise<ShownEmail>;
  /** The whole file as text. */
  readProofFile(websiteId: string, reviewRequestId: string, format: ProofFileFormat, language: Language): Promise<string>;
}

export function requestArchiveApi({ get, download }: Caller): RequestArchiveApi {
  return {
    readEmail: (websiteId, reviewRequestId, step, signal) =>
      get(`${requestOf(websiteId, reviewRequestId)}/emails/${step}`, signal),
    readProofFile: async (websiteId, reviewRequestId, format, language) => {
      const query = new URLSearchParams({ format, language }).toString();
      const { text } = await download(`${requestOf(websiteId, reviewRequestId)}/proof-file?${query}`);
      return text;
    },
  };
}

function requestOf(websiteId: string, reviewRequestId: string): string {
  return `${websitePath(websiteId)}/review-requests/${encodeURIComponent(reviewRequestId)}`;
}
