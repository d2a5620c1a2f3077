/** An API in memory: answers as the real one does (filters, page tokens, errors) and remembers what it was asked. */
import type { Fetch } from '../src/api/http';
import type { ShownEmail } from '../src/api/request-archive';
import type { ReviewRequestDetails, Website } from '../src/api/types';
import type { Sending } from '../src/api/sending';
import { PARIS } from './builders';
import { FakeAccess } from './fake-access';
import { FakeBooks } from './fake-books';
import { FakeExports } from './fake-exports';
import { FakeOperations } from './fake-operations';
import { FakeOptOuts } from './fake-opt-outs';
import { FakeRequests, type SearchBody } from './fake-requests';
import { FakeSettings } from './fake-settings';
import { FakeSimulation } from './fake-simulation';
import { FakeStatistics } from './fake-statistics';
import { FakeTransmissions } from './fake-transmissions';
import { FakeWebhooks } from './fake-webhooks';
import { FakeViews } from './fake-views';
import { problem } from './problem';

const TOKEN = 'good-token';

const RUNNING: Sending = { pause: null, waiting: 0, waiting_is_more: false, expected_end_at: null };

interface Call {
  url: URL;
  method: string;
  body: unknown;
}

export class FakeServer {
  websites: Website[] = [PARIS];
  sending: Sending = RUNNING;
  readonly tracked = new FakeRequests();
  shownEmails: ShownEmail[] = [];
  readonly operations = new FakeOperations();
  readonly settings = new FakeSettings(this.operations);
  readonly optOuts = new FakeOptOuts();
  readonly statistics = new FakeStatistics();
  readonly books = new FakeBooks();
  readonly exports = new FakeExports();
  readonly transmissions = new FakeTransmissions();
  readonly simulation = new FakeSimulation();
  readonly webhooks = new FakeWebhooks();
  readonly access = new FakeAccess();
  readonly views = new FakeViews();
  readonly asked: URL[] = [];
  private readonly refusals: Response[] = [];

  readonly accessToken = TOKEN;

  get requests(): ReviewRequestDetails[] {
    return this.tracked.rows;
  }
  set requests(rows: ReviewRequestDetails[]) {
    this.tracked.rows = rows;
  }

  /** The next answers are these refusals, in order. */
  refuse(status: number, code: string, times = 1): void {
    for (let time = 0; time < times; time += 1) this.refusals.push(problem(status, code));
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
    if (headers.get('Authorization') !== `Bearer ${TOKEN}`) return problem(401, 'invalid_token');
    if (call.url.pathname === '/v1/me') return Response.json(this.me());
    return this.answerAboutWebsite(call) ?? this.refusalOf(call) ?? this.answerAboutRequests(call);
  }

  /** Counts are never what a test refuses: the page goes without them. */
  private refusalOf({ url }: Call): Response | undefined {
    return url.pathname.endsWith('/counts') ? undefined : this.refusals.shift();
  }

  private answerAboutWebsite({ url, method, body }: Call): Response | null {
    const [, , , , collection = '', ...parts] = url.pathname.split('/');
    const answers: Partial<Record<string, () => Response | null>> = {
      operations: () => this.operations.answer(method, parts, body, this.requests),
      settings: () => this.settings.answer(method, parts, body),
      exports: () => this.exports.answer(method, parts, body),
      transmissions: () => this.transmissions.answer(parts, url.searchParams),
      imports: () => this.transmissions.answerAboutImports(method, parts, body),
      simulate: () => this.refusals.shift() ?? this.simulation.answer(body),
      feeds: () => this.exports.answerAboutFeeds(method, parts, body),
      webhooks: () => this.webhooks.answer(method, parts, body),
      'api-clients': () => this.access.answerAboutClients(method, parts, body),
      'webservice-key': () => this.access.answerAboutKey(method, body),
      views: () => this.views.answer(method, parts, body),
      'default-view': () => this.views.choose(body),
      'opt-outs': () => this.optOuts.answer(method, parts, body),
      books: () => this.refusals.shift() ?? this.books.answer(url.searchParams),
      statistics: () => this.refusals.shift() ?? this.statistics.answer(url.searchParams),
      sending: () => this.answerAboutSending(parts[0], body as { reason: string }),
    };
    return answers[collection]?.() ?? null;
  }

  private answerAboutSending(verb: string | undefined, body: { reason: string } | null): Response {
    const pause = { origin: 'manual' as const, by: 's-1', reason: body?.reason ?? '', at: '2026-11-23T09:00:00Z', all_websites: false };
    if (verb) this.sending = { ...RUNNING, pause: verb === 'pause' ? pause : null };
    return Response.json(this.sending);
  }

  private answerAboutArchive(part: string, step: number, parameters: URLSearchParams): Response {
    if (part === 'proof-file') return new Response(`proof file: ${parameters.toString()}`);
    const email = this.shownEmails.find((one) => one.step === step);
    return email ? Response.json(email) : problem(404, 'email_not_found');
  }

  private me() {
    return { user: { subject: 's-1' }, websites: this.websites };
  }

  private answerAboutRequests({ url, method, body }: Call): Response {
    const [, , , websiteId, , part, archive, step] = url.pathname.split('/');
    const requests = websiteId === PARIS.website_id ? this.tracked : new FakeRequests();
    if (!part) return Response.json(requests.list(url.searchParams));
    if (part === 'counts') return Response.json(requests.counts(url.searchParams));
    if (part === 'search' && method === 'POST') return Response.json(requests.search(body as SearchBody));
    const found = requests.rows.find((request) => request.review_request_id === part);
    if (!found) return problem(404, 'unknown_review_request');
    return archive ? this.answerAboutArchive(archive, Number(step), url.searchParams) : Response.json(found);
  }
}

function bodyOf(body: unknown, type: string | null): unknown {
  if (typeof body !== 'string') return null;
  return type === 'application/json' ? JSON.parse(body) : body;
}
