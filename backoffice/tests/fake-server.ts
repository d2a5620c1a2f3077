/** An API in memory: answers as the real one does (filters, page tokens, errors) and remembers what it was asked. */
import type { Fetch } from '../src/api/http';
import type { ReviewRequestDetails, Website } from '../src/api/types';
import type { Sending } from '../src/api/sending';
import { PARIS } from './builders';
import { FakeOperations } from './fake-operations';
import { FakeOptOuts } from './fake-opt-outs';
import { FakeSettings } from './fake-settings';

const TOKEN = 'good-token';

const RUNNING: Sending = { pause: null, waiting: 0, waiting_is_more: false, expected_end_at: null };

interface Call {
  url: URL;
  method: string;
  body: unknown;
}

export class FakeServer {
  websites: Website[] = [PARIS];
  requests: ReviewRequestDetails[] = [];
  /** As when a long search is cut short: the first page is empty, and yet not the last. */
  stopsPartWay = false;
  sending: Sending = RUNNING;
  readonly operations = new FakeOperations();
  readonly settings = new FakeSettings(this.operations);
  readonly optOuts = new FakeOptOuts();
  readonly asked: URL[] = [];
  private readonly refusals: Response[] = [];

  readonly accessToken = TOKEN;

  /** The next answers are these refusals, in order. */
  refuse(status: number, code: string, times = 1): void {
    for (let time = 0; time < times; time += 1) this.refusals.push(refusal(status, code));
  }

  /** Parameters of the last list that was asked. */
  get lastList(): URLSearchParams {
    const lists = this.asked.filter((url) => url.pathname.endsWith('/review-requests'));
    const last = lists.at(-1);
    if (!last) throw new Error('no list was asked');
    return last.searchParams;
  }

  readonly fetch: Fetch = (input, init) => {
    const url = new URL(input as string, 'https://suivi.example');
    this.asked.push(url);
    const headers = new Headers(init?.headers);
    const body = bodyOf(init?.body, headers.get('Content-Type'));
    return Promise.resolve(this.answer({ url, method: init?.method ?? 'GET', body }, headers));
  };

  private answer(call: Call, headers: Headers): Response {
    if (headers.get('Authorization') !== `Bearer ${TOKEN}`) return refusal(401, 'invalid_token');
    if (call.url.pathname === '/v1/me') return Response.json(this.me());
    return this.answerAboutWebsite(call) ?? this.refusals.shift() ?? this.answerAboutRequests(call.url);
  }

  private answerAboutWebsite({ url, method, body }: Call): Response | null {
    const [, , , , collection, ...parts] = url.pathname.split('/');
    if (collection === 'operations') return this.operations.answer(method, parts, body, this.requests);
    if (collection === 'settings') return this.settings.answer(method, parts, body);
    if (collection === 'opt-outs') return this.optOuts.answer(method, parts, body);
    return collection === 'sending' ? this.answerAboutSending(parts[0], body as { reason: string }) : null;
  }

  private answerAboutSending(verb: string | undefined, body: { reason: string } | null): Response {
    const pause = { origin: 'manual' as const, by: 's-1', reason: body?.reason ?? '', at: '2026-11-23T09:00:00Z', all_websites: false };
    if (verb) this.sending = { ...RUNNING, pause: verb === 'pause' ? pause : null };
    return Response.json(this.sending);
  }

  private me() {
    return { user: { subject: 's-1' }, websites: this.websites };
  }

  private answerAboutRequests({ pathname, searchParams }: URL): Response {
    const [, , , websiteId, , reviewRequestId] = pathname.split('/');
    const requests = websiteId === PARIS.website_id ? this.requests : [];
    if (!reviewRequestId && this.stopsPartWay && !searchParams.has('page_token')) {
      return Response.json({ items: [], next_page_token: 'after-0' });
    }
    if (!reviewRequestId) return Response.json(pageOf(requests, searchParams));
    const found = requests.find((request) => request.review_request_id === reviewRequestId);
    return found ? Response.json(found) : refusal(404, 'unknown_review_request');
  }
}

function pageOf(requests: ReviewRequestDetails[], parameters: URLSearchParams) {
  const statuses = parameters.getAll('status');
  const from = parameters.get('experience_from') ?? '';
  const to = parameters.get('experience_to') ?? '9999';
  const matching = requests.filter(
    ({ status, experience_date: date }) =>
      (statuses.length === 0 || statuses.includes(status)) && date.slice(0, 10) >= from && date.slice(0, 10) <= to,
  );
  const start = Number((parameters.get('page_token') ?? 'after-0').replace('after-', ''));
  const end = start + Number(parameters.get('page_size'));
  return { items: matching.slice(start, end), next_page_token: end < matching.length ? `after-${end}` : null };
}

function bodyOf(body: unknown, type: string | null): unknown {
  if (typeof body !== 'string') return null;
  return type === 'application/json' ? JSON.parse(body) : body;
}

function refusal(status: number, code: string): Response {
  return Response.json({ error: { code, message: 'for developers', fields: [] } }, { status });
}
