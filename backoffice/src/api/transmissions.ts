/** Transmissions: the files and calls through which proofs came in, with their books, line by line. */
import type { Language } from '../i18n/catalogue';
import { websitePath, type Caller } from './caller';
import type { Status, TransmissionMethod } from './types';

export const TRANSMISSION_STATES = ['received', 'running', 'done', 'refused', 'repeated'] as const;
export type TransmissionState = (typeof TRANSMISSION_STATES)[number];

/** What became of a line; the books close: received = the sum of these four. */
export const RESULTS = ['accepted', 'duplicate', 'conflict', 'rejected'] as const;
export type Result = (typeof RESULTS)[number];

/** Lines that can be asked for: `withdrawn` are those accepted lines that took a proof back. */
export const LINE_CHOICES = [...RESULTS, 'withdrawn'] as const;
export type LineChoice = (typeof LINE_CHOICES)[number];

export const TRANSMISSION_KINDS = ['files', 'calls'] as const;
export type TransmissionKind = (typeof TRANSMISSION_KINDS)[number];

/** A sentence in both languages. */
export type Told = Record<Language, string>;

export interface Books extends Record<Result, number> {
  received: number;
  withdrawn: number;
  /** Review requests that the accepted lines made. */
  requests: number;
}

/** Why the whole was refused. */
export interface Refusal {
  code: string;
  field: string | null;
  value: string | null;
  sentence: Told;
  remedy: Told;
}

export interface Transmission {
  transmission_id: string;
  kind: 'file' | 'call';
  transmission_method: TransmissionMethod;
  mode: 'send' | 'validate';
  state: TransmissionState;
  name: string | null;
  /** Bytes as they came. */
  size: number;
  received_at: string;
  day: string;
  ended_at: string | null;
  by: string;
  books: Books;
  in_error: boolean;
  progress: { chunks: number; chunks_done: number };
  refusal: Refusal | null;
  /** The transmission whose content this one repeats. */
  repeats: string | null;
  reports: { log: boolean; rejected_rows: boolean };
}

export interface TransmissionDetails extends Transmission {
  /** Null while it cannot be told. */
  requests_by_status: Partial<Record<Status, number>> | null;
  counted_at: string | null;
}

export interface TransmissionPage {
  transmissions: Transmission[];
  next_page_token: string | null;
}

/** What is wrong with a line. */
export interface LineError {
  error_code: string | null;
  sentence: Told | null;
  remedy: Told | null;
  field: string | null;
  value: string | null;
}

export interface Line extends LineError {
  line: number;
  result: Result;
  purchase_reference: string | null;
  /** It takes a proof back. */
  withdraws: boolean;
  review_request_ids: string[];
}

export interface LinePage {
  lines: Line[];
  next_page_token: string | null;
}

/** Days of reception, both included; `result`: at least one line ended like this. */
export interface TransmissionQuery {
  kind: TransmissionKind;
  from?: string;
  to?: string;
  transmission_method?: TransmissionMethod;
  result?: LineChoice;
}

export type Report = 'log' | 'rejected_rows';

export interface TransmissionsApi {
  listTransmissions(websiteId: string, query: TransmissionQuery, pageToken: string | null, signal: AbortSignal): Promise<TransmissionPage>;
  readTransmission(websiteId: string, transmissionId: string, signal: AbortSignal): Promise<TransmissionDetails>;
  listLines(websiteId: string, which: LinesOf, pageToken: string | null, signal: AbortSignal): Promise<LinePage>;
  /** A short-lived address of a file that tells what became of the lines. */
  downloadReport(websiteId: string, transmissionId: string, report: Report): Promise<{ url: string }>;
}

export interface LinesOf {
  transmissionId: string;
  result: LineChoice;
}

export function transmissionsApi({ get, send }: Caller): TransmissionsApi {
  return {
    listTransmissions: (websiteId, query, pageToken, signal) => get(`${transmissionsOf(websiteId)}?${queryOf({ ...query }, pageToken)}`, signal),
    readTransmission: (websiteId, transmissionId, signal) => get(transmissionPath(websiteId, transmissionId), signal),
    listLines: (websiteId, { transmissionId, result }, pageToken, signal) =>
      get(`${transmissionPath(websiteId, transmissionId)}/lines?${queryOf({ result }, pageToken)}`, signal),
    downloadReport: (websiteId, transmissionId, report) =>
      send('POST', `${transmissionPath(websiteId, transmissionId)}/reports/${report}`, {}),
  };
}

export function isOver({ state }: Pick<Transmission, 'state'>): boolean {
  return state !== 'received' && state !== 'running';
}

function transmissionsOf(websiteId: string): string {
  return `${websitePath(websiteId)}/transmissions`;
}

function transmissionPath(websiteId: string, transmissionId: string): string {
  return `${transmissionsOf(websiteId)}/${encodeURIComponent(transmissionId)}`;
}

function queryOf(parameters: Record<string, string>, pageToken: string | null): string {
  return new URLSearchParams({ ...parameters, ...(pageToken ? { page_token: pageToken } : {}) }).toString();
}
