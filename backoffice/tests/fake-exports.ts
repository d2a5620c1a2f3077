/** Exports and feeds in memory: an export is ready the second time it is looked at. */
import type { Export, ExportOrder, FeedFile, FeedKind, Feeds, FeedSettings } from '../src/api/exports';
import { problem } from './problem';

const FILE: FeedFile = {
  path: 'feeds/deliverability-2026-11-22.tsv',
  day: '2026-11-22',
  state: 'done',
  rows: 1204,
  started_at: '2026-11-23T02:00:00Z',
  ended_at: '2026-11-23T02:01:00Z',
};

export function anExport(changes: Partial<Export> = {}): Export {
  return {
    export_id: 'E1',
    format: 'csv',
    language: 'en',
    filter: { status: [], shop_id: null },
    masked: false,
    by: 's-1',
    state: 'done',
    failure: null,
    rows: 12345,
    expected_rows: null,
    file_name: 'review-requests-2026-11-23.csv',
    size: 2_500_000,
    created_at: '2026-11-23T09:00:00Z',
    ended_at: '2026-11-23T09:01:00Z',
    expires_at: '2026-11-30T09:01:00Z',
    ...changes,
  };
}

export class FakeExports {
  exports: Export[] = [];
  settings: FeedSettings = { deliverability: false, unsubscribed: false, full: false };
  tests: Partial<Record<FeedKind, FeedFile>> = {};
  readonly orders: ExportOrder[] = [];
  /** The next order is refused with this code. */
  refusal: string | null = null;

  answer(method: string, [exportId, verb]: string[], body: unknown): Response {
    if (!exportId) return method === 'POST' ? this.start(body as ExportOrder) : Response.json({ items: this.exports, next_page_token: null });
    const found = this.exports.find((one) => one.export_id === exportId);
    if (!found) return problem(404, 'export_not_found');
    if (verb === 'download') return Response.json({ url: `https://files.example/${exportId}`, expires_at: '2026-11-23T10:05:00Z' });
    if (verb === 'cancel') return this.become(found, { state: 'cancelled' });
    return found.state === 'waiting' ? this.become(found, { state: 'done', rows: 42 }) : Response.json(found);
  }

  answerAboutFeeds(method: string, [feed]: string[], body: unknown): Response {
    if (feed) return this.write(feed as FeedKind);
    if (method === 'PUT') this.settings = body as FeedSettings;
    const feeds: Feeds = {
      ...this.settings,
      last_files: { deliverability: FILE, unsubscribed: null },
      last_tests: { deliverability: this.tests.deliverability ?? null, unsubscribed: this.tests.unsubscribed ?? null },
    };
    return Response.json(feeds);
  }

  private start(order: ExportOrder): Response {
    if (this.refusal) return problem(409, this.refusal);
    this.orders.push(order);
    const started = anExport({ export_id: `E${this.exports.length + 1}`, format: order.format, state: 'waiting', rows: 0, ended_at: null });
    this.exports.unshift(started);
    return Response.json(started, { status: 201 });
  }

  private become(found: Export, changes: Partial<Export>): Response {
    const next = { ...found, ...changes };
    this.exports = this.exports.map((one) => (one === found ? next : one));
    return Response.json(next);
  }

  private write(feed: FeedKind): Response {
    const file: FeedFile = { ...FILE, path: `feeds/${feed}-2026-11-23-test.tsv`, rows: 7 };
    this.tests[feed] = file;
    return Response.json({ ...file, state: 'waiting' }, { status: 202 });
  }
}
