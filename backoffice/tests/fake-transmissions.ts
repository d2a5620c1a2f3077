/** Transmissions and imports in memory: an import is done when it is looked at, what is running the second time. */
import type { ImportOrder, PreviewLine, UploadAddress } from '../src/api/imports';
import { isOver, type Line, type Told, type TransmissionDetails } from '../src/api/transmissions';
import type { Upload } from '../src/api/upload';
import { problem } from './problem';

export const told = (en: string, fr = `${en} (fr)`): Told => ({ en, fr });

export const NO_BOOKS = { received: 0, accepted: 0, duplicate: 0, conflict: 0, rejected: 0, withdrawn: 0, requests: 0 };

export function transmission(changes: Partial<TransmissionDetails> = {}): TransmissionDetails {
  return {
    transmission_id: 'f1',
    kind: 'file',
    transmission_method: 'sftp',
    mode: 'send',
    state: 'done',
    name: 'orders.csv',
    size: 1200,
    received_at: '2026-11-23T09:00:00Z',
    day: '2026-11-23',
    ended_at: '2026-11-23T09:00:02Z',
    by: '',
    books: { ...NO_BOOKS, received: 1204, accepted: 1200, duplicate: 1, conflict: 1, rejected: 2, requests: 1200 },
    in_error: true,
    progress: { chunks: 1, chunks_done: 1 },
    refusal: null,
    repeats: null,
    reports: { log: true, rejected_rows: true },
    requests_by_status: { scheduled: 1190, sent: 10 },
    counted_at: '2026-11-23T09:30:00Z',
    ...changes,
  };
}

export function line(changes: Partial<Line> = {}): Line {
  return {
    line: 2,
    result: 'accepted',
    withdraws: false,
    purchase_reference: '#1855',
    error_code: null,
    sentence: null,
    remedy: null,
    field: null,
    value: null,
    review_request_ids: ['R1'],
    ...changes,
  };
}

export const BAD_DATE = line({
  line: 3,
  result: 'rejected',
  purchase_reference: '#1856',
  error_code: 'invalid_date',
  sentence: told('This is no date.'),
  remedy: told('Write it as 2026-11-23.'),
  field: 'purchase_date',
  value: '2026-13-40',
  review_request_ids: [],
});

export class FakeTransmissions {
  all: TransmissionDetails[] = [];
  lines: Line[] = [];
  plan: PreviewLine[] = [];
  /** What comes out of the next import. */
  outcome: Partial<TransmissionDetails> = {};
  /** Whether the first page of the list is empty and leads on. */
  isSparse = false;
  /** Whether uploads fail. */
  isOffline = false;
  readonly asked: URLSearchParams[] = [];
  readonly uploaded: { address: UploadAddress; file: File }[] = [];
  readonly orders: ImportOrder[] = [];

  readonly upload: Upload = (address, file, onProgress) => {
    if (this.isOffline) return Promise.reject(new Error('offline'));
    onProgress(1);
    this.uploaded.push({ address, file });
    return Promise.resolve();
  };

  answer([id, part, report]: string[], parameters: URLSearchParams): Response {
    this.asked.push(parameters);
    if (!id) return Response.json(this.list(parameters));
    const found = this.all.find((one) => one.transmission_id === id);
    if (!found) return problem(404, 'transmission_not_found');
    if (part === 'reports') return Response.json({ url: `https://files.example/${id}/${report ?? ''}` });
    if (part === 'lines') return Response.json({ lines: this.linesOf(parameters.get('result')), next_page_token: null });
    return Response.json(this.look(found));
  }

  answerAboutImports(method: string, [id, verb]: string[], body: unknown): Response {
    if (!id) return this.order(body as ImportOrder);
    if (method === 'GET') return Response.json({ lines: this.plan, next_page_token: null });
    const order = this.orders.at(-1);
    const mode = verb === 'send' ? 'send' : (order?.mode ?? 'send');
    const started = transmission({
      ...{ transmission_id: `${id}-${mode}`, transmission_method: 'csv', mode, name: order?.name ?? null, state: 'received' },
      ...{ books: NO_BOOKS, in_error: false, ended_at: null, requests_by_status: null, reports: { log: false, rejected_rows: false } },
    });
    this.all.unshift(started);
    return Response.json(started, { status: 202 });
  }

  private order(order: ImportOrder): Response {
    this.orders.push(order);
    const upload = { url: 'https://intake.example/f9', method: 'PUT', headers: { 'Content-Type': 'text/csv' }, expires_at: '2026-11-23T10:15:00Z' };
    return Response.json({ transmission_id: 'f9', upload, ticket: 't' }, { status: 201 });
  }

  private look(found: TransmissionDetails): TransmissionDetails {
    const next = isOver(found) ? found : transmission({ ...found, state: 'done', ended_at: '2026-11-23T10:00:02Z', ...this.outcome });
    this.all = this.all.map((one) => (one === found ? next : one));
    return found.state === 'received' ? next : found;
  }

  private list(parameters: URLSearchParams) {
    const kind = parameters.get('kind') === 'calls' ? 'call' : 'file';
    const method = parameters.get('transmission_method');
    const transmissions = this.all.filter((one) => one.kind === kind && (!method || one.transmission_method === method));
    const isFirst = !parameters.has('page_token');
    return this.isSparse && isFirst ? { transmissions: [], next_page_token: 'older' } : { transmissions, next_page_token: null };
  }

  private linesOf(result: string | null): Line[] {
    return this.lines.filter((one) => result === null || one.result === result);
  }
}
