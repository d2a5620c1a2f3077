/** The only function of the page that reaches the API; `upload.ts` sends files to the addresses the API gives. */
import { ApiError, apiErrorOf } from './errors';

export type Fetch = typeof globalThis.fetch;

export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Sent as JSON; a text is sent as the CSV file it is. */
  body?: unknown;
  accessToken?: string;
  signal?: AbortSignal;
}

/** The JSON answer of our own origin. Throws `ApiError`; an abort keeps its `AbortError`. */
export async function askJson<T>(fetch: Fetch, path: string, call: Call = {}): Promise<T> {
  const response = await answered(fetch, path, call);
  try {
    return (await response.json()) as T;
  } catch (cause) {
    throw new ApiError('server', null, { cause });
  }
}

/** A part of a text, such as a CSV file, and where the next part is. */
export interface TextPart {
  text: string;
  next: string | null;
}

/** An answer that is a text; the header `Link` leads to the next part of a long one. */
export async function askText(fetch: Fetch, path: string, call: Call = {}): Promise<TextPart> {
  const response = await answered(fetch, path, call);
  const [, next = null] = /^<(\/[^>]+)>; rel="next"$/.exec(response.headers.get('Link') ?? '') ?? [];
  return { text: await response.text(), next };
}

async function answered(fetch: Fetch, path: string, call: Call): Promise<Response> {
  const response = await send(fetch, path, call);
  if (!response.ok) throw await apiErrorOf(response);
  return response;
}

async function send(fetch: Fetch, path: string, call: Call): Promise<Response> {
  try {
    return await fetch(path, initOf(call));
  } catch (cause) {
    if (call.signal?.aborted) throw cause;
    throw new ApiError('network', null, { cause });
  }
}

function initOf({ method = 'GET', body, accessToken, signal }: Call): RequestInit {
  const headers = new Headers({ Accept: 'application/json, application/problem+json' });
  if (accessToken) headers.set('Authorization', `Bearer ${accessToken}`);
  const content = contentOf(body);
  if (content) headers.set('Content-Type', content.type);
  return { method, headers, body: content?.text ?? null, signal: signal ?? null, cache: 'no-store' };
}

function contentOf(body: unknown): { type: string; text: string } | null {
  if (body === undefined) return null;
  if (typeof body === 'string') return { type: 'text/csv', text: body };
  return { type: 'application/json', text: JSON.stringify(body) };
}

/** The browser's own fetch, for the start of the page. */
export const browserFetch: Fetch = (input, init) => globalThis.fetch(input, init);
