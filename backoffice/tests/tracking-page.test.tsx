import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import generated from '../src/generated/reasons.json';
import { CATALOGUES } from '../src/i18n';
import { details, NEW_YORK, PARIS } from './builders';
import { FakeServer } from './fake-server';
import { renderPages } from './render-pages';

const [reasonCode = '', reason] = Object.entries(generated)[0] ?? [];
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => details({ review_request_id: `R${index}`, experience_reference: `#${index}` }));
const references = async () => (await screen.findAllByTestId('reference')).map((cell) => cell.textContent);
const pageButton = (name: string) => screen.getByRole('button', { name });

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer();
  server.requests = many(3);
});

describe('list', () => {
  it('shows the columns of each request', async () => {
    server.requests = [details({ status: 'error', status_at: '2026-11-11T09:00:00Z', reason: reasonCode })];
    await renderPages(server, { language: 'fr' });
    const table = within(await screen.findByRole('table'));
    await references();
    const [, ...headers] = table.getAllByRole('columnheader').map((header) => header.textContent); // after the ticks
    expect(headers).toEqual([
      "Référence d'expérience",
      'E-mail du client',
      "Date d'expérience",
      'Statut actuel',
      'Prochaine étape',
    ]);
    const row = table.getAllByRole('row')[1];
    expect(row).toHaveTextContent('#1855');
    expect(row).toHaveTextContent('marie.durand@example.com');
    expect(row).toHaveTextContent('4 nov. 2026, 10:15');
    expect(row).toHaveTextContent('Erreur');
    expect(row).toHaveTextContent('11 nov. 2026, 10:00');
    expect(row).toHaveTextContent(reason?.fr.sentence ?? 'no reason generated');
    expect(document.title).toBe("Suivi des demandes d'avis - Maison Lumière - Suivi");
    expect(document.documentElement.lang).toBe('fr');
  });

  it('asks for what the address says, on the calendar of the website', async () => {
    server.websites = [NEW_YORK];
    await renderPages(server, { address: '/?last=7d&status=sent&status=error&review_type=brand', now: new Date('2026-11-23T02:00:00Z') });
    await screen.findByTestId('no-match');
    expect(server.lastList.toString()).toBe(
      'experience_from=2026-11-16&experience_to=2026-11-22&status=sent&status=error&review_type=brand&page_size=10',
    );
  });

  it('puts a chosen status in the address and asks again', async () => {
    const { location, user } = await renderPages(server);
    await references();
    await user.click(screen.getByRole('button', { name: /Request status/ }));
    await user.click(await screen.findByRole('option', { name: 'Scheduled email' }));
    await screen.findByTestId('no-match');
    expect(location.search).toBe('?status=scheduled');
  });

  it('keeps the filters when the language changes', async () => {
    const { location, user } = await renderPages(server, { address: '/?status=sent' });
    await references();
    await user.click(screen.getAllByRole('button', { name: 'Language English' })[0] as HTMLElement);
    await user.click((await screen.findAllByRole('menuitemcheckbox', { name: 'Français' }))[0] as HTMLElement);
    expect(await screen.findByRole('heading', { name: "Suivi des demandes d'avis" })).toBeVisible();
    expect(location.search).toBe('?status=sent');
    expect(window.localStorage.getItem('suivi.preferences')).toContain('"language":"fr"');
  });
});

describe('pages', () => {
  it('go forward and back with the tokens of the API', async () => {
    server.requests = many(25);
    const { user } = await renderPages(server);
    await references();
    await user.click(pageButton('Next page'));
    await screen.findByText('#10');
    await user.click(pageButton('Next page'));
    await screen.findByText('#24');
    expect(server.lastList.get('page_token')).toBe('after-20');
    expect(pageButton('Next page')).toHaveAttribute('aria-disabled', 'true');
    await user.click(pageButton('Previous page'));
    await screen.findByText('#10');
  });

  it('start again from the first when a filter changes', async () => {
    server.requests = many(15);
    const { user } = await renderPages(server, { address: '/?status=sent' });
    await references();
    await user.click(pageButton('Next page'));
    await screen.findByText('#14');
    await user.click(screen.getByTestId('clear-filters'));
    await screen.findByText('#0');
    expect(server.lastList.get('page_token')).toBeNull();
  });

  it('have the size that was chosen, also at the next visit', async () => {
    server.requests = many(15);
    const { user } = await renderPages(server, { pageSize: 20 });
    await references();
    await user.click(screen.getByRole('button', { name: CATALOGUES.en.preferences.title }));
    await user.click(await screen.findByLabelText('10 requests'));
    await user.click(screen.getByRole('button', { name: CATALOGUES.en.preferences.confirm }));
    await waitFor(async () => {
      expect(await references()).toHaveLength(10);
    });
    expect(window.localStorage.getItem('suivi.preferences')).toContain('"pageSize":10');
  });

  it('that are empty and not the last are read past', async () => {
    server.tracked.emptyPages = 3;
    await renderPages(server);
    expect(await references()).toHaveLength(3);
  });

  it('that stay empty let the person say whether to go on', async () => {
    server.tracked.emptyPages = 12;
    const { user } = await renderPages(server);
    await user.click(await screen.findByRole('button', { name: 'Search further' }));
    expect(await references()).toHaveLength(3);
  });

  it('that were cut short say so and go on', async () => {
    server.tracked.cutShortAfter = 2;
    const { user } = await renderPages(server);
    const notice = within(await screen.findByTestId('cut-short'));
    await user.click(notice.getByRole('button', { name: 'Go on searching' }));
    await screen.findByText('#2');
    expect(screen.queryByTestId('cut-short')).toBeNull();
  });
});

describe('nothing to show', () => {
  it('offers to clear the filters that hide every request', async () => {
    const { user, location } = await renderPages(server, { address: '/?status=cancelled' });
    const empty = within(await screen.findByTestId('no-match'));
    await user.click(empty.getByRole('button', { name: 'Clear filters' }));
    expect(await references()).toHaveLength(3);
    expect(location.search).toBe('');
  });

  it('tells how to transmit proofs when there is no request at all', async () => {
    server.requests = [];
    await renderPages(server);
    expect(await screen.findByTestId('nothing-yet')).toHaveTextContent('SFTP');
  });

  it('says so when the account has no website', async () => {
    server.websites = [];
    await renderPages(server);
    expect(await screen.findByTestId('no-website')).toHaveTextContent('camille@example.com');
  });

  it('names the signed-in person in the bar', async () => {
    await renderPages(server);
    await references();
    expect(screen.getAllByRole('button', { name: 'Account camille@example.com' })).not.toHaveLength(0);
  });

  it('never shows another website than the one of the link', async () => {
    const { user } = await renderPages(server, { address: '/?website=somebody-else' });
    const notice = within(await screen.findByTestId('other-website'));
    await user.click(notice.getByRole('button', { name: 'Open Maison Lumière' }));
    expect(await references()).toHaveLength(3);
  });
});

describe('errors', () => {
  it('come with a way to try again', async () => {
    server.refuse(500, 'internal_error', 3);
    const { user } = await renderPages(server);
    const notice = await screen.findByTestId('list-error');
    expect(notice).toHaveTextContent('The service met a problem');
    expect(notice).toHaveTextContent('internal_error');
    await user.click(within(notice).getByRole('button', { name: 'Try again' }));
    expect(await references()).toHaveLength(3);
  });

  it('are not tried again when they would come back', async () => {
    server.refuse(403, 'not_a_member');
    await renderPages(server);
    expect(await screen.findByTestId('list-error')).toHaveTextContent('not allowed');
    expect(server.asked.filter((url) => url.pathname.endsWith('/review-requests'))).toHaveLength(1);
  });

  it('leave the rows already read on screen', async () => {
    const { user } = await renderPages(server);
    await references();
    server.refuse(403, 'not_a_member');
    await user.click(screen.getByTestId('refresh'));
    await screen.findByTestId('list-error');
    expect(await references()).toHaveLength(3);
  });

  it('lead to sign-in when the session is over', async () => {
    const { session, user } = await renderPages(server);
    await references();
    session.token = 'expired';
    await user.click(screen.getByTestId('refresh'));
    expect(await screen.findByTestId('list-error')).toHaveTextContent('signing you in again');
    expect(session.signIns).toBe(1);
  });
});

describe('websites', () => {
  it('are chosen in the bar, and the open request does not follow', async () => {
    server.websites = [PARIS, NEW_YORK];
    const { user, location } = await renderPages(server, { address: '/?status=sent&request=R1' });
    await references();
    await user.click(screen.getAllByRole('button', { name: 'Website Maison Lumière' })[0] as HTMLElement);
    await user.click((await screen.findAllByRole('menuitemcheckbox', { name: 'Light House' }))[0] as HTMLElement);
    await screen.findByTestId('no-match');
    expect(location.search).toBe('?status=sent&website=website-ny');
  });
});
