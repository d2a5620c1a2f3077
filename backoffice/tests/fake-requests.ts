/** The rows of the fake API: list, search, counts and details, as the real ones answer. */
import { STATUSES, type ReviewRequestDetails } from '../src/api/types';

export interface SearchBody {
  experience_reference?: string;
  email?: string;
  email_prefix?: string;
  page_size: number;
  page_token?: string;
}

export class FakeRequests {
  rows: ReviewRequestDetails[] = [];
  /** As when a long search is cut short: so many first pages are empty, and yet not the last. */
  emptyPages = 0;
  /** The first page holds so many rows only, and yet is not the last. */
  cutShortAfter: number | null = null;
  isCounted = true;
  readonly searched: SearchBody[] = [];

  list(parameters: URLSearchParams) {
    const token = parameters.get('page_token');
    const empty = token?.startsWith('empty-') ? Number(token.slice(6)) : token ? this.emptyPages : 0;
    if (empty < this.emptyPages) return { items: [], next_page_token: `empty-${empty + 1}`, complete: false };
    const rows = this.rows.filter((row) => matches(row, parameters));
    return this.pageOf(parameters.get('order') === 'oldest' ? rows.reverse() : rows, Number(parameters.get('page_size')), token);
  }

  search(body: SearchBody) {
    this.searched.push(body);
    const { experience_reference: reference, email, email_prefix: prefix } = body;
    const found = this.rows.filter(
      (row) =>
        row.experience_reference === reference ||
        row.customer_email === email ||
        (prefix !== undefined && row.customer_email.startsWith(prefix)),
    );
    return this.pageOf(found, body.page_size, body.page_token ?? null);
  }

  counts(parameters: URLSearchParams) {
    const dates = new URLSearchParams([...parameters].filter(([name]) => name.startsWith('experience_')));
    const rows = this.rows.filter((row) => matches(row, dates));
    const statuses = Object.fromEntries(STATUSES.map((status) => [status, rows.filter((row) => row.status === status).length]));
    return { counted: this.isCounted, statuses, total: rows.length };
  }

  private pageOf(rows: ReviewRequestDetails[], size: number, token: string | null) {
    const start = token?.startsWith('after-') ? Number(token.replace('after-', '')) : 0;
    const isCut = start === 0 && this.cutShortAfter !== null;
    const end = start + (isCut && this.cutShortAfter !== null ? this.cutShortAfter : size);
    return { items: rows.slice(start, end), next_page_token: end < rows.length ? `after-${end}` : null, complete: !isCut };
  }
}

function matches(row: ReviewRequestDetails, parameters: URLSearchParams): boolean {
  const day = row.experience_date.slice(0, 10);
  const values: [string, string | null][] = [
    ['status', row.status],
    ['reason', row.reason],
    ['channel', row.channel],
    ['shop_id', row.shop_id],
    ['transmission_method', row.transmission_method],
    ['language', row.language],
  ];
  const isWanted = values.every(([name, value]) => !parameters.has(name) || parameters.getAll(name).includes(value ?? ''));
  return isWanted && day >= (parameters.get('experience_from') ?? '') && day <= (parameters.get('experience_to') ?? '9999');
}
