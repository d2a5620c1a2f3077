/** The only function of the page that reaches the network. */
import { ApiError, apiErrorOf } from './errors';

export type Fetch = typeof globalThis.fetch;

interface GetOptions {
  accessToken?: string;
  signal?: AbortSignal;
}

/** Reads one JSON resource of our own origin. Throws `ApiError`; an abort keeps its `AbortError`. */
export async function getJson<T>(fetch: Fetch, path: string, options: GetOptions = {}): Promise<T> {
  const response = await send(fetch, path, options);
  if (!response.ok) throw await apiErrorOf(response);
  try {
    return (await response.json()) as T;
  } catch (cause) {
    throw new ApiError('server', null, { cause });
  }
}

async function send(fetch: Fetch, path: string, { accessToken, signal }: GetOptions): Promise<Response> {
  const headers = new Headers({ Accept: 'application/json' });
  if (accessToken) headers.set('Authorization', `Bearer ${accessToken}`);
  try {
    return await fetch(path, { headers, signal: signal ?? null, cache: 'no-store' });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError('network', null, { cause });
  }
}

/** The browser's own fetch, for the start of the page. */
export const browserFetch: Fetch = (input, init) => globalThis.fetch(input, init);
