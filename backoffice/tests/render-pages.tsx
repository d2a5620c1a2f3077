/** The signed-in page in front of a fake server. */
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter, useLocation } from 'react-router-dom';
import { createApi } from '../src/api/api';
import { Pages, Surroundings } from '../src/app';
import type { Session } from '../src/auth/session';
import { createQueryClient } from '../src/common/queries';
import { ServicesContext } from '../src/common/services';
import type { Language } from '../src/i18n/catalogue';
import type { FakeServer } from './fake-server';

export class FakeSession implements Session {
  isNew = false;
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
  now?: Date;
}

export function renderPages(server: FakeServer, { address = '/', language = 'en', now = new Date('2026-11-23T10:00:00Z') }: Options = {}) {
  window.localStorage.setItem('suivi.preferences', JSON.stringify({ language }));
  const session = new FakeSession(server.accessToken);
  const location = { search: '' };
  render(
    <Surroundings queryClient={createQueryClient(0)}>
      <ServicesContext value={{ api: createApi(server.fetch, session), session, clock: () => now }}>
        <MemoryRouter initialEntries={[address]}>
          <Pages />
          <Address of={location} />
        </MemoryRouter>
      </ServicesContext>
    </Surroundings>,
  );
  return { session, location, user: userEvent.setup() };
}

/** Lets a test read the address. */
function Address({ of }: { of: { search: string } }) {
  const { search } = useLocation();
  return <output ref={() => void Object.assign(of, { search })} hidden />;
}
