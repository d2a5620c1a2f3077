import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { totalOf } from '../src/api/books';
import { CATALOGUES } from '../src/i18n';
import { daysShown, readDays, writeDays } from '../src/pages/books/period';
import { validityOf } from '../src/pages/books/period-filter';
import { NEW_YORK } from './builders';
import { FakeServer } from './fake-server';
import { renderPages } from './render-pages';

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer();
});

const row = async (name: RegExp) => within(await screen.findByTestId('books')).getByRole('row', { name });
const cellsOf = (line: HTMLElement) => within(line).getAllByRole('cell').map((cell) => cell.textContent.replace(/\s/g, ' '));
const hrefs = (line: HTMLElement) => within(line).getAllByRole('link').map((link) => link.getAttribute('href'));

describe('the page of books', () => {
  it('asks for the last 30 days on the calendar of the website', async () => {
    server.websites = [NEW_YORK];
    await renderPages(server, { address: '/books', now: new Date('2026-11-24T02:00:00Z') });
    await row(/^Total/);
    expect(server.books.asked.map(String)).toEqual(['from=2026-10-25&to=2026-11-23']);
    expect(document.title).toBe('Books - Light House - Suivi');
  });

  it('shows each door of each day, and what they come to', async () => {
    await renderPages(server, { address: '/books', language: 'fr' });
    expect(cellsOf(await row(/^Total/)).slice(1, 8)).toEqual(['1 343', '1 302', '3', '20', '8', '13', '1 299']);
    expect(cellsOf(await row(/^22 nov/)).slice(0, 8)).toEqual(['SFTP', '1 340', '1 300', '3', '20', '8', '12', '1 297']);
    expect(screen.getByTestId('books-state')).toHaveTextContent('Les comptes de tous les jours sont justes.');
    expect(cellsOf(await row(/^22 nov/)).at(-1)).toContain('Justes, vérifiés');
    expect(cellsOf(await row(/^23 nov/)).at(-1)).toBe('Justes');
  });

  it('leads from each figure to what stands behind it', async () => {
    const { user, location } = await renderPages(server, { address: '/books?website=website-paris&last=7d' });
    const file = await row(/^22 Nov/);
    const day = 'website=website-paris&kind=files&from=2026-11-22&to=2026-11-22&method=sftp';
    const requests = '/?website=website-paris&received_from=2026-11-22&received_to=2026-11-22&transmission_method=sftp';
    expect(hrefs(file)).toEqual([
      `/transmissions?${day}`,
      ...['accepted', 'withdrawn', 'duplicate', 'conflict', 'rejected'].map((result) => `/transmissions?${day}&result=${result}`),
      requests,
      `${requests}&status=scheduled`,
      `${requests}&status=cancelled`,
    ]);
    expect(hrefs(await row(/^23 Nov/))[0]).toContain('kind=calls');
    expect(hrefs(await row(/^Total/))).toEqual(['/?website=website-paris&received_from=2026-11-17&received_to=2026-11-23']);
    const rejected = within(file).getByRole('link', { name: /^Rejected, 22 Nov 2026, SFTP: 12. Show these transmissions$/ });
    expect(rejected).toBeInTheDocument();
    await user.click(within(file).getByRole('link', { name: /Scheduled email/ }));
    expect(location.pathname + location.search).toBe(`${requests}&status=scheduled`);
    expect(Object.fromEntries(server.lastList)).toMatchObject({ received_from: '2026-11-22', received_to: '2026-11-22', status: 'scheduled' });
  });

  it('leads nowhere from nothing', async () => {
    await renderPages(server, { address: '/books' });
    expect(within(await row(/^23 Nov/)).queryByRole('link', { name: /In conflict/ })).toBeNull();
  });

  it('counts what became of requests that nobody has looked at yet', async () => {
    const { user } = await renderPages(server, { address: '/books' });
    const calls = await row(/^23 Nov/);
    await user.click(within(calls).getByRole('button', { name: 'Count now what became of the requests of 23 Nov 2026, API' }));
    expect(await within(calls).findByRole('link', { name: /Email sent: 2/ })).toBeVisible();
    expect(server.books.asked.at(-1)?.toString()).toBe('from=2026-11-23&to=2026-11-23&transmission_method=api&by=status');
  });

  it('says which books are open', async () => {
    server.books.lines = server.books.lines.map((line) =>
      line.transmission_method === 'sftp' ? { ...line, closes: false, open_transmission_ids: ['f06h0fm9100ta0ovt4e0e1g4sq'] } : line,
    );
    await renderPages(server, { address: '/books' });
    expect(await screen.findByTestId('books-state')).toHaveTextContent('The books of one line are open.');
    expect(cellsOf(await row(/^22 Nov/)).at(-1)).toContain('Open');
    const link = within(await row(/^22 Nov/)).getByRole('link', { name: /^Open transmission 1/ });
    expect(link).toHaveAttribute('href', '/transmissions/f06h0fm9100ta0ovt4e0e1g4sq');
  });

  it('says that nothing was received', async () => {
    await renderPages(server, { address: '/books?from=2026-01-01&to=2026-01-31' });
    expect(await screen.findByTestId('no-books')).toHaveTextContent('Nothing was received in this period');
  });

  it('says what went wrong and tries again', async () => {
    server.refuse(400, 'period_too_large');
    const { user } = await renderPages(server, { address: '/books' });
    expect(await screen.findByTestId('books-error')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await row(/^Total/);
  });

  it('is reached from the other pages', async () => {
    const { user, location } = await renderPages(server, { address: '/opt-outs' });
    await user.click(within(await screen.findByTestId('navigation')).getByRole('link', { name: 'Books' }));
    expect(location.pathname).toBe('/books');
  });
});

describe('the period of the books', () => {
  it.each(['', 'last=7d', 'last=12m', 'from=2026-11-01&to=2026-11-30'])('comes back as it was: %s', (search) => {
    const address = writeDays(new URLSearchParams('website=w'), readDays(new URLSearchParams(search)));
    expect(address.toString()).toBe(search ? `website=w&${search}` : 'website=w');
  });

  it('is the last 30 days when it cannot be read', () => {
    for (const search of ['last=0d', 'from=2026-02-30&to=2026-03-01', 'from=2026-03-02&to=2026-03-01']) {
      expect(daysShown(readDays(new URLSearchParams(search)), '2026-03-31')).toEqual({ from: '2026-03-02', to: '2026-03-31' });
    }
  });

  it('has at most 366 days', () => {
    const valid = (startDate: string, endDate: string) => validityOf({ type: 'absolute', startDate, endDate }, CATALOGUES.en, '2026-11-25').valid;
    expect([valid('2025-11-25', '2026-11-25'), valid('2025-11-24', '2026-11-25')]).toEqual([true, false]);
  });

  it('adds up', () => {
    expect(totalOf([])).toEqual({ received: 0, accepted: 0, duplicate: 0, conflict: 0, rejected: 0, withdrawn: 0, requests: 0 });
  });
});
