/** Exports of the list as files, and the nightly feeds of a website. */
import { websitePath, type Caller } from './caller';
import type { ListFilter } from './review-requests';

export const EXPORT_FORMATS = ['csv', 'xlsx', 'jsonl'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const EXPORT_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled', 'expired'] as const;
export type ExportState = (typeof EXPORT_STATES)[number];

export type ExportLanguage = 'fr' | 'en';

export interface ExportOrder {
  format: ExportFormat;
  language: ExportLanguage;
  filter: ListFilter;
}

export interface Export {
  export_id: string;
  format: ExportFormat;
  language: ExportLanguage;
  /** As asked for; null where nothing was chosen. */
  filter: { [Name in keyof ListFilter]: ListFilter[Name] | null };
  /** Addresses are masked in the file. */
  masked: boolean;
  by: string;
  state: ExportState;
  failure: 'too_many_rows' | 'internal' | null;
  rows: number;
  /** How many rows there were when it was asked for; null where nobody counted. */
  expected_rows: number | null;
  file_name: string | null;
  /** Bytes. */
  size: number | null;
  created_at: string;
  ended_at: string | null;
  expires_at: string | null;
}

export interface ExportPage {
  items: Export[];
  next_page_token: string | null;
}

export const FEED_KINDS = ['deliverability', 'unsubscribed'] as const;
export type FeedKind = (typeof FEED_KINDS)[number];

export interface FeedSettings {
  deliverability: boolean;
  unsubscribed: boolean;
  /** All opt-outs each night, instead of the day's. */
  full: boolean;
}

export interface FeedFile {
  /** Below the website's folder, such as `feeds/unsubscribed-2026-11-24.tsv`. */
  path: string;
  day: string;
  state: ExportState;
  rows: number;
  started_at: string;
  ended_at: string | null;
}

export interface Feeds extends FeedSettings {
  last_files: Record<FeedKind, FeedFile | null>;
  last_tests: Record<FeedKind, FeedFile | null>;
}

export interface ExportsApi {
  startExport(websiteId: string, order: ExportOrder): Promise<Export>;
  listExports(websiteId: string, pageToken: string | null, signal: AbortSignal): Promise<ExportPage>;
  readExport(websiteId: string, exportId: string, signal: AbortSignal): Promise<Export>;
  /** An address that is good for five minutes. */
  downloadExport(websiteId: string, exportId: string): Promise<{ url: string; expires_at: string }>;
  cancelExport(websiteId: string, exportId: string): Promise<Export>;
  readFeeds(websiteId: string, signal: AbortSignal): Promise<Feeds>;
  chooseFeeds(websiteId: string, settings: FeedSettings): Promise<Feeds>;
  /** Writes today's file so far. */
  tryFeed(websiteId: string, feed: FeedKind): Promise<FeedFile>;
}

export function exportsApi({ get, send }: Caller): ExportsApi {
  return {
    startExport: (websiteId, order) => send('POST', exportsOf(websiteId), order),
    listExports: (websiteId, pageToken, signal) => {
      const query = pageToken ? `?${new URLSearchParams({ page_token: pageToken }).toString()}` : '';
      return get(`${exportsOf(websiteId)}${query}`, signal);
    },
    readExport: (websiteId, exportId, signal) => get(exportPath(websiteId, exportId), signal),
    downloadExport: (websiteId, exportId) => send('POST', `${exportPath(websiteId, exportId)}/download`, {}),
    cancelExport: (websiteId, exportId) => send('POST', `${exportPath(websiteId, exportId)}/cancel`, {}),
    readFeeds: (websiteId, signal) => get(feedsOf(websiteId), signal),
    chooseFeeds: (websiteId, settings) => send('PUT', feedsOf(websiteId), settings),
    tryFeed: (websiteId, feed) => send('POST', `${feedsOf(websiteId)}/${feed}/write`, {}),
  };
}

export function isUnderWay({ state }: { state: ExportState }): boolean {
  return state === 'waiting' || state === 'running';
}

function exportsOf(websiteId: string): string {
  return `${websitePath(websiteId)}/exports`;
}

function exportPath(websiteId: string, exportId: string): string {
  return `${exportsOf(websiteId)}/${encodeURIComponent(exportId)}`;
}

function feedsOf(websiteId: string): string {
  return `${websitePath(websiteId)}/feeds`;
}
