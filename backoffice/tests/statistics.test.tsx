import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { filterOf, readFilters, writeFilters } from '../src/pages/statistics/filters';
import { isSelectable, validityOf } from '../src/pages/statistics/period-config';
import { CATALOGUES } from '../src/i18n';
import { NEW_YORK } from './builders';
import { FakeServer } from './fake-server';
import { renderPages } from './render-pages';

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer();
});

const stage = (name: string) => screen.findByTestId(`stage-${name}`);
const cellsOf = (row: HTMLElement) => within(row).getAllByRole('cell').map((cell) => cell.textContent.replace(/\s/g, ' '));

describe('the page of statistics', () => {
  it('asks for the last 30 days on the calendar of the website', async () => {
    server.websites = [NEW_YORK];
    await renderPages(server, { address: '/statistics', now: new Date('2026-11-23T02:00:00Z') });
    await stage('sent');
    expect(server.statistics.asked.map(String)).toEqual(['sent_from=2026-10-24&sent_to=2026-11-22']);
    expect(document.title).toBe('Statistics - Light House - Suivi');
  });

  it('shows each stage with its shares of the e-mails sent and of the stage before', async () => {
    await renderPages(server, { address: '/statistics?last=7d', language: 'fr' });
    expect(cellsOf(await stage('received'))).toEqual(['1 340', '–', '–']);
    expect(cellsOf(await stage('sent'))).toEqual(['1 240', '100 %', '92,5 %']);
    expect(cellsOf(await stage('form_opened'))).toEqual(['130', '10,5 %', '25 %']);
    expect(screen.getByTestId('reminders')).toHaveTextContent('300 demandes ont été relancées.');
    expect(screen.getByTestId('reminders')).toHaveTextContent('24 avis ont été déposés ensuite, soit 25 % de tous les avis.');
  });

  it('leads from each figure to the list with the same filters', async () => {
    const { user, location } = await renderPages(server, {
      address: '/statistics?website=website-paris&sent_from=2026-11-20&sent_to=2026-11-22&channel=offline',
    });
    const opened = await stage('opened');
    expect(within(opened).getByRole('link')).toHaveAccessibleName('Email opened: 20. Show these requests');
    await user.click(within(opened).getByRole('link'));
    expect(location.pathname).toBe('/');
    expect(location.search).toBe('?website=website-paris&sent_from=2026-11-20&sent_to=2026-11-22&channel=offline&reached=opened');
  });

  it('leads from what reminders added to those requests', async () => {
    await renderPages(server, { address: '/statistics?last=7d' });
    const links = within(await screen.findByTestId('reminders')).getAllByRole('link');
    expect(links.map((link) => link.getAttribute('href')?.split('&').at(-1))).toEqual([
      'after_reminder=sent',
      'after_reminder=form_opened',
      'after_reminder=review_submitted',
    ]);
    expect(links[1]).toHaveAccessibleName('1 form was first opened after it. Show these requests');
  });

  it('says how much the stage of openings says where nobody follows them', async () => {
    server.statistics.openTracking = { mode: 'aggregated', aggregated_opens: 1700 };
    await renderPages(server, { address: '/statistics?last=7d' });
    expect(await screen.findByTestId('openings')).toHaveTextContent('These emails were opened 1,700 times');
  });

  it('compares groups, each with its own rows', async () => {
    await renderPages(server, { address: '/statistics?last=7d' });
    await screen.findByTestId('groups');
    const online = within(screen.getByTestId('groups-channel')).getByRole('row', { name: /Online/ });
    expect(cellsOf(online).slice(0, 2)).toEqual(['1,300', '1,200']);
    const [first] = within(online).getAllByRole('link');
    expect(first?.getAttribute('href')).toBe('/?sent_from=2026-11-17&sent_to=2026-11-23&channel=online&reached=received');
  });

  it('has a table of every day beside the chart, which says what it shows', async () => {
    const { user } = await renderPages(server, { address: '/statistics?last=7d' });
    await user.click(within(await screen.findByTestId('days-as-table')).getByRole('button'));
    const table = screen.getByTestId('days');
    expect(within(table).getAllByRole('row')).toHaveLength(1 + 7);
    const busy = within(table).getByRole('row', { name: /20 Nov 2026/ });
    expect(cellsOf(busy)).toEqual(['1,300', '1,200', '1,100', '500', '120', '90']);
    expect(within(table).getByRole('row', { name: /21 Nov 2026/ })).not.toContainElement(within(table).queryByRole('link', { name: /21 Nov/ }));
    const chart = screen.getByTestId('days-chart');
    expect(chart).toHaveTextContent(/From 17 Nov 2026 to 23 Nov 2026: 1,240 first emails sent, 96 reviews submitted/);
  });

  it('pages through the groups of a large merchant', async () => {
    const [, shop] = server.statistics.cells;
    if (!shop) throw new Error('no shop');
    server.statistics.cells = Array.from({ length: 40 }, (_, n) => ({ ...shop, shop_id: `SHOP-${n}` }));
    const { user } = await renderPages(server, { address: '/statistics?last=7d&channel=offline' });
    await user.click(await screen.findByRole('tab', { name: 'Shop' }));
    const table = within(screen.getByTestId('groups-shop_id'));
    expect(table.queryByRole('row', { name: /SHOP-39/ })).toBeNull();
    await user.click(table.getByRole('button', { name: 'Next page' }));
    expect(table.getByRole('row', { name: /SHOP-39/ })).toBeInTheDocument();
  });

  it('puts a chosen group in the address, and offers the groups of the period whatever is chosen', async () => {
    const { user, location } = await renderPages(server, { address: '/statistics?last=7d' });
    await stage('sent');
    await user.click(screen.getByRole('button', { name: /Channel/ }));
    await user.click(await screen.findByRole('option', { name: 'In store' }));
    expect(location.search).toBe('?last=7d&channel=offline');
    expect(await within(await stage('sent')).findByText('40')).toBeVisible();
    expect(screen.getByRole('option', { name: 'Online' })).toBeInTheDocument();
    await user.click(screen.getByTestId('clear-filters'));
    expect(location.search).toBe('?last=7d');
  });

  it('says that no e-mail left', async () => {
    await renderPages(server, { address: '/statistics?sent_from=2026-01-01&sent_to=2026-01-31' });
    expect(await screen.findByTestId('no-statistics')).toHaveTextContent('No email left in this period');
  });

  it('says that the figures are being made anew', async () => {
    server.statistics.isCounted = false;
    const { user } = await renderPages(server, { address: '/statistics?last=7d' });
    expect(await screen.findByTestId('being-counted')).toHaveTextContent('The requests are being counted');
    server.statistics.isCounted = true;
    await user.click(screen.getByRole('button', { name: 'Refresh' }));
    await stage('sent');
  });

  it('says what went wrong and tries again', async () => {
    server.refuse(400, 'period_too_large');
    const { user } = await renderPages(server, { address: '/statistics?last=24m' });
    expect(await screen.findByTestId('statistics-error')).toHaveTextContent('Choose a shorter period.');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await stage('sent');
  });
});

describe('filters in the address', () => {
  it.each(['', 'last=7d', 'last=24m', 'sent_from=2026-11-01&sent_to=2026-11-30', 'last=3w&review_type=brand&shop_id=a&shop_id=b&template=own-0a1b2c'])(
    'come back as they were: %s',
    (search) => {
      const filters = readFilters(new URLSearchParams(search));
      expect(writeFilters(new URLSearchParams('website=w'), filters).toString()).toBe(search ? `website=w&${search}` : 'website=w');
    },
  );

  it.each(['last=0d', 'last=7', 'sent_from=2026-02-30&sent_to=2026-03-01', 'sent_from=2026-03-02&sent_to=2026-03-01', 'sent_from=2026-03-02'])(
    'fall back to the last 30 days: %s',
    (search) => {
      expect(filterOf(readFilters(new URLSearchParams(search)), '2026-03-31')).toEqual({ sent_from: '2026-03-02', sent_to: '2026-03-31' });
    },
  );
});

describe('a period of statistics', () => {
  const today = '2026-11-25';
  const valid = (startDate: string, endDate: string) => validityOf({ type: 'absolute', startDate, endDate }, CATALOGUES.en, today);

  it('goes back 24 months, and one year ahead', () => {
    expect(valid('2024-11-26', '2027-11-25')).toEqual({ valid: true });
    expect(valid('2024-11-25', today)).toMatchObject({ valid: false, errorMessage: expect.stringContaining('24 months') as string });
    expect(valid(today, '2027-11-26').valid).toBe(false);
    expect(validityOf({ type: 'relative', amount: 25, unit: 'month' }, CATALOGUES.en, today).valid).toBe(false);
    expect(validityOf({ type: 'relative', amount: 24, unit: 'month' }, CATALOGUES.en, today).valid).toBe(true);
  });

  it('is offered day by day in the calendar', () => {
    expect(isSelectable(new Date(2024, 10, 26), today)).toBe(true);
    expect(isSelectable(new Date(2024, 10, 25), today)).toBe(false);
    expect(isSelectable(new Date(2027, 10, 26), today)).toBe(false);
  });
});
