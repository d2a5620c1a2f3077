import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PARIS } from './builders';
import { FakeServer } from './fake-server';
import { BAD_DATE, line, NO_BOOKS, told, transmission } from './fake-transmissions';
import { renderPages } from './render-pages';

let server: FakeServer;
let followed: string[];
beforeEach(() => {
  server = new FakeServer();
  followed = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    followed.push(this.href);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('the list of transmissions', () => {
  it('shows files with their books, marks those in error, and leads to each', async () => {
    server.transmissions.all = [transmission(), transmission({ transmission_id: 'f0', name: 'right.csv', in_error: false, books: { ...NO_BOOKS, received: 1, accepted: 1 } })];
    const { user, location } = await renderPages(server, { address: '/transmissions' });
    expect(await screen.findByText('1,200 accepted · 1 known already · 1 in conflict · 2 refused')).toBeVisible();
    expect(screen.getByText('Done, with lines to correct')).toBeVisible();
    await user.click(screen.getByRole('link', { name: 'orders.csv' }));
    expect(location.pathname).toBe('/transmissions/f1');
    expect(await screen.findByTestId('balance')).toBeVisible();
  });

  it('asks for calls, days, a door and a result as the address says', async () => {
    server.transmissions.all = [transmission({ kind: 'call', name: null, transmission_method: 'api' })];
    await renderPages(server, { address: '/transmissions?kind=calls&from=2026-11-01&to=2026-11-30&method=api&result=rejected' });
    expect(await screen.findByRole('link', { name: 'Call' })).toBeVisible();
    const asked = Object.fromEntries(server.transmissions.asked.at(-1) ?? []);
    expect(asked).toEqual({ kind: 'calls', from: '2026-11-01', to: '2026-11-30', transmission_method: 'api', result: 'rejected' });
  });

  it('reads on when a page is empty and leads on', async () => {
    server.transmissions.isSparse = true;
    server.transmissions.all = [transmission({ kind: 'call', name: null, transmission_method: 'api' })];
    await renderPages(server, { address: '/transmissions?kind=calls' });
    expect(await screen.findByRole('link', { name: 'Call' })).toBeVisible();
    expect(screen.getByText(/^Calls of the last 30 days/)).toBeVisible();
  });

  it('tells nothing yet from nothing found', async () => {
    const { user } = await renderPages(server, { address: '/transmissions?method=prestashop' });
    expect(await screen.findByText('No transmission matches')).toBeVisible();
    await user.click(screen.getByTestId('clear-filters'));
    expect(await screen.findByText('Nothing was transmitted yet')).toBeVisible();
    expect(screen.getByRole('link', { name: 'import a CSV file' })).toHaveAttribute('href', '/imports');
  });
});

describe('one transmission', () => {
  it('leads each figure to its lines, with what to do about the refused ones', async () => {
    server.transmissions.all = [transmission()];
    server.transmissions.lines = [line(), BAD_DATE];
    const { user, location } = await renderPages(server, { address: '/transmissions/f1', language: 'fr' });
    const refused = await screen.findByTestId('lines-rejected');
    for (const text of ['#1856', 'purchase_date', '2026-13-40', 'This is no date. (fr)', 'Write it as 2026-11-23. (fr)']) {
      expect(await within(refused).findByText(text)).toBeVisible();
    }
    await user.click(within(screen.getByTestId('figure-accepted')).getByRole('button'));
    expect(location.search).toBe('?result=accepted');
    expect(await screen.findByRole('link', { name: 'Demande 1 de #1855' })).toHaveAttribute('href', '/?request=R1');
    const statuses = within(screen.getByTestId('requests-by-status'));
    expect(statuses.getByRole('link', { name: /Email programmé/ })).toHaveAttribute('href', '/?status=scheduled&transmission_method=sftp&received_from=2026-11-23&received_to=2026-11-23');
  });

  it('gives its log and its refused rows to who may see customers', async () => {
    server.transmissions.all = [transmission()];
    const { user } = await renderPages(server, { address: '/transmissions/f1' });
    await user.click(await screen.findByTestId('download-rejected_rows'));
    await waitFor(() => { expect(followed).toEqual(['https://files.example/f1/rejected_rows']); });
  });

  it('does not give them to who may not', async () => {
    server.websites = [{ ...PARIS, permissions: ['requests:read'] }];
    server.transmissions.all = [transmission()];
    const { user } = await renderPages(server, { address: '/transmissions/f1' });
    await user.click(await screen.findByTestId('download-log'));
    expect(followed).toEqual([]);
  });

  it('says why a whole file was refused', async () => {
    const refusal = { code: 'file_too_long', field: null, value: null, sentence: told('The file holds more than 3000 rows.'), remedy: told('Split it.') };
    server.transmissions.all = [transmission({ state: 'refused', refusal, books: NO_BOOKS, requests_by_status: null })];
    await renderPages(server, { address: '/transmissions/f1' });
    expect(await screen.findByTestId('refusal')).toHaveTextContent('The file holds more than 3000 rows. Split it.');
    expect(screen.queryByTestId('balance')).toBeNull();
  });

  it('leads from a repeated file to the first one', async () => {
    server.transmissions.all = [transmission({ state: 'repeated', repeats: 'f0', books: NO_BOOKS })];
    await renderPages(server, { address: '/transmissions/f1' });
    expect(within(await screen.findByTestId('repeats')).getByRole('link')).toHaveAttribute('href', '/transmissions/f0');
  });

  it('follows one that is under way', async () => {
    server.transmissions.all = [transmission({ state: 'running', in_error: false, books: NO_BOOKS, progress: { chunks: 4, chunks_done: 1 } })];
    await renderPages(server, { address: '/transmissions/f1' });
    expect(await screen.findByText('In progress')).toBeVisible();
    expect(await screen.findByText('Done', {}, { timeout: 5000 })).toBeVisible();
  });

  it('says that it is not there', async () => {
    await renderPages(server, { address: '/transmissions/lost' });
    expect(await screen.findByTestId('transmission-error')).toHaveTextContent('does not exist');
  });
});
