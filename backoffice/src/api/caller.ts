/** Calls with the access token of the session; a refused token leads back to sign-in. */
import type { Session } from '../auth/session';
import { ApiError } from './errors';
import { askJson, askText, type Call, type Fetch, type TextPart } from './http';

type Ask<T> = (fetch: Fetch, path: string, call: Call) => Promise<T>;

export interface Caller {
  get: <T>(path: string, signal: AbortSignal) => Promise<T>;
  send: <T>(method: 'POST' | 'PUT', path: string, body: unknown, signal?: AbortSignal) => Promise<T>;
  remove: <T>(path: string) => Promise<T>;
  download: (path: string) => Promise<TextPart>;
}

export function createCaller(fetch: Fetch, session: Session): Caller {
  const authorized = authorization(fetch, session);
  return {
    get: <T>(path: string, signal: AbortSignal) => authorized<T>(askJson, path, { signal }),
    send: <T>(method: 'POST' | 'PUT', path: string, body: unknown, signal?: AbortSignal) =>
      authorized<T>(askJson, path, { method, body, ...(signal ? { signal } : {}) }),
    remove: <T>(path: string) => authorized<T>(askJson, path, { method: 'DELETE' }),
    download: (path) => authorized<TextPart>(askText, path, {}),
  };
}

export function websitePath(websiteId: string): string {
  return `/v1/websites/${encodeURIComponent(websiteId)}`;
}

function authorization(fetch: Fetch, session: Session) {
  let accepted = false;
  let leaving: Promise<void> | null = null;
  // Several calls may be refused at once: the page leaves for sign-in once.
  const leave = () => {
    leaving ??= session.signInAgain().catch((error: unknown) => {
      leaving = null;
      throw error;
    });
    return leaving;
  };
  return async function authorized<T>(ask: Ask<T>, path: string, call: Call): Promise<T> {
    try {
      const answer = await ask(fetch, path, { ...call, accessToken: await session.accessToken() });
      accepted = true;
      return answer;
    } catch (error) {
      if (!(error instanceof ApiError && error.kind === 'signed_out')) throw error;
      // A token refused right after sign-in would be refused again: say so rather than turn in circles.
      if (session.isNew && !accepted) throw new ApiError('session_refused', error.code, { cause: error });
      await leave();
      throw error;
    }
  };
}
