/** The signed-in page in front of a fake server. */
import { act, render } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel } from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider } from 'react-router-dom';
import { createApi } from '../src/api/api';
import { ROUTES, Surroundings } from '../src/app';
import type { Session } from '../src/auth/session';
import { createQueryClient } from '../src/common/queries';
import { ServicesContext } from '../src/common/services';
import type { Language } from '../src/i18n/catalogue';
import type { FakeServer } from './fake-server';

export class FakeSession implements Session {
  isNew = false;
  email = 'camille@example.com';
  signIns = 0;
  signOuts = 0;
  token: string;

  constructor(token: string) {
    this.token = token;
  }
  accessToken = () => Promise.resolve(this.token);
  signInAgain = () => {
    this.signIns += 1;
    return Promise.resolve();
  };
  signOut = () => {
    this.signOuts += 1;
    return Promise.resolve();
  };
}

interface Options {
  address?: string;
  language?: Language;
  pageSize?: number;
  columns?: string[];
  now?: Date;
}

const NOW = new Date('2026-11-23T10:00:00Z');

/** Small pages by default: jsdom is slow with long tables. */
export async function renderPages(server: FakeServer, { address = '/', language = 'en', pageSize = 10, columns, now = NOW }: Options = {}) {
  window.localStorage.setItem('suivi.preferences', JSON.stringify({ language, pageSize, columns }));
  const session = new FakeSession(server.accessToken);
  const router = createMemoryRouter(ROUTES, { initialEntries: [address] });
  const tree = (
    <Surroundings queryClient={createQueryClient(0)}>
      <ServicesContext value={{ api: createApi(server.fetch, session), upload: server.transmissions.upload, session, clock: () => now }}>
        <RouterProvider router={router} />
      </ServicesContext>
    </Surroundings>
  );
  // The sentences of the design system arrive by a promise.
  await act(async () => {
    render(tree);
    await Promise.resolve();
  });
  const location = {
    get search() {
      return router.state.location.search;
    },
    get pathname() {
      return router.state.location.pathname;
    },
  };
  return { session, location, user: userEvent.setup({ pointerEventsCheck: PointerEventsCheckLevel.Never }) };
}
