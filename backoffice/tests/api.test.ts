import { describe, expect, it } from 'vitest';
import { createApi } from '../src/api/api';
import { ApiError } from '../src/api/errors';
import type { Fetch } from '../src/api/http';
import { FakeServer } from './fake-server';
import { FakeSession } from './render-pages';

const anySignal = () => new AbortController().signal;

async function errorOf(promise: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await promise.then(() => null, (caught: unknown) => caught);
  if (!(error instanceof ApiError)) throw new Error('an ApiError was expected');
  return error;
}

describe('api', () => {
  it('sends the access token and every parameter of the list', async () => {
    const server = new FakeServer();
    const api = createApi(server.fetch, new FakeSession(server.accessToken));
    await api.listReviewRequests(
      'w/1',
      {
        filter: { experience_from: '2026-01-01', experience_to: '2026-01-31', status: ['sent', 'error'], review_type: ['brand'], reached: 'sent' },
        order: 'oldest',
        pageSize: 20,
      },
      'after-20',
      anySignal(),
    );
    expect(server.asked[0]?.pathname).toBe('/v1/websites/w%2F1/review-requests');
    expect(server.lastList.toString()).toBe(
      'experience_from=2026-01-01&experience_to=2026-01-31&status=sent&status=error&review_type=brand&reached=sent&order=oldest&page_size=20&page_token=after-20',
    );
  });

  it('leads back to sign-in when the token is refused', async () => {
    const session = new FakeSession('expired');
    const error = await errorOf(createApi(new FakeServer().fetch, session).readMe(anySignal()));
    expect(error.kind).toBe('signed_out');
    expect(session.signIns).toBe(1);
  });

  it('does not turn in circles when a token is refused right after sign-in', async () => {
    const session = new FakeSession('refused');
    session.isNew = true;
    const error = await errorOf(createApi(new FakeServer().fetch, session).readMe(anySignal()));
    expect(error.kind).toBe('session_refused');
    expect(session.signIns).toBe(0);
  });

  it('leads back to sign-in when a token that had worked is refused later', async () => {
    const server = new FakeServer();
    const session = new FakeSession(server.accessToken);
    session.isNew = true;
    const api = createApi(server.fetch, session);
    await api.readMe(anySignal());
    session.token = 'expired';
    await errorOf(api.readMe(anySignal()));
    expect(session.signIns).toBe(1);
  });

  it.each([
    [() => Promise.reject(new TypeError('Failed to fetch')), 'network', null],
    [() => Promise.resolve(new Response('<html>', { status: 502 })), 'server', null],
    [() => Promise.resolve(new Response('<html>', { status: 200 })), 'server', null],
    [() => Promise.resolve(Response.json({ status: 403, code: 'not_a_member' }, { status: 403 })), 'forbidden', 'not_a_member'],
    [() => Promise.resolve(Response.json({ status: 400, code: 'bad_page_token' }, { status: 400 })), 'invalid', 'bad_page_token'],
    [() => Promise.resolve(Response.json({}, { status: 429 })), 'throttled', null],
  ] as [Fetch, string, string | null][])('tells refusals apart (%#)', async (fetch, kind, code) => {
    const error = await errorOf(createApi(fetch, new FakeSession('t')).readMe(anySignal()));
    expect([error.kind, error.code]).toEqual([kind, code]);
  });
});
