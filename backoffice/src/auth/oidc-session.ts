/** Sign-in with the authorization code and PKCE; the only file that knows oidc-client-ts. */
import { UserManager, WebStorageStateStore, type User } from 'oidc-client-ts';
import type { Config } from '../api/config';
import { ApiError } from '../api/errors';
import type { Session } from './session';

export const SIGNED_IN_PATH = '/signed-in';

/** Sign-in was refused or given up on the identity provider's page. */
export class SignInError extends Error {
  override name = 'SignInError';
}

/** The session of this browser tab, or null when the browser is leaving for the sign-in page. */
export async function startSession(config: Config): Promise<Session | null> {
  const manager = createManager(config);
  const isNew = window.location.pathname === SIGNED_IN_PATH;
  if (isNew) await finishSignIn(manager);
  const user = await manager.getUser();
  const session = createSession(manager, config, { isNew, email: user?.profile.email ?? null });
  if (user && (!user.expired || user.refresh_token)) return session;
  await session.signInAgain();
  return null;
}

function createManager({ oidc }: Config): UserManager {
  const { origin } = window.location;
  return new UserManager({
    authority: oidc.authority,
    client_id: oidc.client_id,
    scope: oidc.scope,
    redirect_uri: origin + SIGNED_IN_PATH,
    post_logout_redirect_uri: `${origin}/`,
    // Session storage: a token dies with its tab and is not shared with other tabs.
    userStore: new WebStorageStateStore({ store: window.sessionStorage }),
    stateStore: new WebStorageStateStore({ store: window.sessionStorage }),
    automaticSilentRenew: true,
  });
}

async function finishSignIn(manager: UserManager): Promise<void> {
  try {
    const user = await manager.signinRedirectCallback();
    window.history.replaceState(null, '', returnPathOf(user.state));
  } catch (cause) {
    // The code is single use: the address must not be tried again by a reload.
    window.history.replaceState(null, '', '/');
    throw new SignInError('sign-in was not completed', { cause });
  }
}

function returnPathOf(state: unknown): string {
  const isOwnPath = typeof state === 'string' && /^\/(?![/\\])/.test(state);
  return isOwnPath && !state.startsWith(SIGNED_IN_PATH) ? state : '/';
}

function createSession(manager: UserManager, config: Config, known: Pick<Session, 'isNew' | 'email'>): Session {
  return {
    ...known,
    accessToken: () => accessTokenOf(manager),
    signInAgain: () => {
      const { pathname, search } = window.location;
      return manager.signinRedirect({ state: pathname + search });
    },
    signOut: () => signOut(manager, config),
  };
}

async function accessTokenOf(manager: UserManager): Promise<string> {
  const user = await manager.getUser();
  if (user && !user.expired) return user.access_token;
  const renewed = await renew(manager, user);
  return renewed.access_token;
}

async function renew(manager: UserManager, user: User | null): Promise<User> {
  if (!user?.refresh_token) throw new ApiError('signed_out');
  try {
    const renewed = await manager.signinSilent();
    if (renewed) return renewed;
  } catch (cause) {
    throw new ApiError('signed_out', null, { cause });
  }
  throw new ApiError('signed_out');
}

async function signOut(manager: UserManager, { oidc }: Config): Promise<void> {
  const metadata = await manager.metadataService.getMetadata();
  if (metadata.revocation_endpoint) await revokeRefreshToken(manager);
  if (!metadata.end_session_endpoint) {
    await manager.removeUser();
    window.location.assign('/');
    return;
  }
  // Cognito's logout takes its own two parameters instead of the standard's.
  const logoutUri = `${window.location.origin}/`;
  await manager.signoutRedirect({ extraQueryParams: { client_id: oidc.client_id, logout_uri: logoutUri } });
}

async function revokeRefreshToken(manager: UserManager): Promise<void> {
  try {
    await manager.revokeTokens(['refresh_token']);
  } catch (error) {
    // A revocation that fails must not keep the person signed in on this machine.
    console.warn('refresh token not revoked', error);
  }
}
