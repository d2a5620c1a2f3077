/** How the website's e-mails flow; pause and resume. */
import { websitePath, type Caller } from './caller';

export interface Pause {
  origin: 'manual' | 'automatic';
  by: string;
  /** A person's words or, for an automatic pause, a code. */
  reason: string;
  at: string;
  /** Every website is stopped: nobody of this one can resume it. */
  all_websites: boolean;
}

export interface Sending {
  pause: Pause | null;
  /** E-mails that are due and wait for the rate. */
  waiting: number;
  /** There may be more behind those. */
  waiting_is_more: boolean;
  expected_end_at: string | null;
}

export interface SendingApi {
  readSending(websiteId: string, signal: AbortSignal): Promise<Sending>;
  pauseSending(websiteId: string, reason: string): Promise<Sending>;
  resumeSending(websiteId: string, reason: string): Promise<Sending>;
}

export function sendingApi({ get, send }: Caller): SendingApi {
  return {
    readSending: (websiteId, signal) => get(sendingOf(websiteId), signal),
    pauseSending: (websiteId, reason) => send('POST', `${sendingOf(websiteId)}/pause`, { reason }),
    resumeSending: (websiteId, reason) => send('POST', `${sendingOf(websiteId)}/resume`, { reason }),
  };
}

function sendingOf(websiteId: string): string {
  return `${websitePath(websiteId)}/sending`;
}
