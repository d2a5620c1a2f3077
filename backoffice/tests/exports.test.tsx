import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { details, PARIS } from './builders';
import { anExport } from './fake-exports';
import { FakeServer } from './fake-server';
import { renderPages } from './render-pages';

let server: FakeServer;
let followed: string[];
beforeEach(() => {
  server = new FakeServer();
  server.websites = [PARIS];
  server.requests = [details()];
  followed = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    followed.push(this.href);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function dialogOn(address: string) {
  const page = await renderPages(server, { address });
  await screen.findByText('#1855');
  await page.user.click(screen.getByTestId('export'));
  return { ...page, dialog: within(await screen.findByTestId('export-dialog')) };
}

describe('the export of the list', () => {
  it('follows the filters, says when it is ready and is saved from there', async () => {
    const { user, dialog } = await dialogOn('/?status=sent&review_type=brand&from=2026-11-01&to=2026-11-30');
    await user.click(dialog.getByRole('radio', { name: /Excel/ }));
    await user.click(dialog.getByRole('radio', { name: 'French' }));
    await user.click(dialog.getByTestId('confirm'));
    expect(await screen.findByTestId('export-ready', {}, { timeout: 5000 })).toHaveTextContent('The export is ready: 42 rows.');
    const [order] = server.exports.orders;
    expect(order).toMatchObject({ format: 'xlsx', language: 'fr' });
    expect(order?.filter).toMatchObject({ status: ['sent'], review_type: ['brand'], experience_from: '2026-11-01', experience_to: '2026-11-30' });
    await user.click(screen.getByRole('button', { name: 'Download' }));
    await waitFor(() => { expect(followed).toEqual(['https://files.example/E1']); });
  });

  it.each([
    [PARIS.permissions, /will stand in full/],
    [['requests:read'], /will be masked/],
  ])('tells whether addresses will be masked', async (permissions, sentence) => {
    server.websites = [{ ...PARIS, permissions }];
    const { dialog } = await dialogOn('/');
    expect(dialog.getByText(sentence)).toBeVisible();
    expect(await dialog.findByText('About 1 rows at this moment.')).toBeVisible();
    expect(dialog.getByText(/Europe\/Paris/)).toBeVisible();
  });

  it('says why it is refused, and stays open', async () => {
    server.exports.refusal = 'too_many_exports';
    const { user, dialog } = await dialogOn('/');
    await user.click(dialog.getByTestId('confirm'));
    expect(await dialog.findByText(/Three exports are being made/)).toBeVisible();
  });
});

describe('the page of exports', () => {
  async function exportsPage(language: 'en' | 'fr' = 'en') {
    const page = await renderPages(server, { address: '/exports', language });
    await screen.findByTestId('exports');
    return page;
  }

  it('says where exports come from when there are none', async () => {
    await exportsPage();
    expect(await screen.findByText(/then choose Export there/)).toBeVisible();
  });

  it('shows how far each one is', async () => {
    server.exports.exports = [
      anExport({ export_id: 'E3', state: 'running', rows: 500, expected_rows: 2000 }),
      anExport({ export_id: 'E2', state: 'failed', failure: 'too_many_rows', format: 'xlsx' }),
      anExport({ masked: true, filter: { experience_from: '2026-11-01', experience_to: '2026-11-30', status: ['sent'], shop_id: ['12'] } }),
    ];
    await exportsPage();
    expect(await screen.findByText('500 of about 2,000 rows')).toBeVisible();
    expect(screen.getByText(/choose CSV, or narrow the filters/)).toBeVisible();
    expect(screen.getByText('CSV, masked addresses')).toBeVisible();
    expect(screen.getByText(/Nov 2026.*, Email sent, 1 more filter/)).toBeVisible();
    expect(screen.getAllByText('All requests')).toHaveLength(2);
    expect(screen.getByText(/2.5 MB, until/)).toBeVisible();
  });

  it('saves and cancels, by the keyboard as well', async () => {
    server.exports.exports = [anExport({ export_id: 'E2', state: 'running' }), anExport()];
    const { user } = await exportsPage();
    (await screen.findByRole('button', { name: /^Download the export of/ })).focus();
    await user.keyboard('{Enter}');
    await waitFor(() => { expect(followed).toEqual(['https://files.example/E1']); });
    await user.click(screen.getByRole('button', { name: /^Cancel the export of/ }));
    expect(await screen.findByText('Cancelled')).toBeVisible();
  });

  it('does not hand a full file to who may not see addresses', async () => {
    server.websites = [{ ...PARIS, permissions: ['requests:read'] }];
    server.exports.exports = [anExport()];
    const { user } = await exportsPage();
    await user.click(await screen.findByRole('button', { name: /^Download the export of/ }));
    expect(followed).toEqual([]);
    expect(screen.queryByTestId('feeds')).toBeNull();
  });

  it('switches nightly files on and tries one out', async () => {
    const { user } = await exportsPage('fr');
    const feeds = within(await screen.findByTestId('feeds'));
    expect(await feeds.findByText(/deliverability-2026-11-22.tsv/)).toHaveTextContent('1 204 lignes');
    await user.click(feeds.getByRole('checkbox', { name: 'Délivrabilité' }));
    await waitFor(() => { expect(server.exports.settings).toEqual({ deliverability: true, unsubscribed: false, full: false }); });
    await user.click(feeds.getByRole('checkbox', { name: 'Tous les clients désinscrits, chaque nuit' }));
    await waitFor(() => { expect(server.exports.settings).toEqual({ deliverability: true, unsubscribed: false, full: true }); });
    await user.click(feeds.getByRole('button', { name: 'Écrire maintenant le fichier « Clients désinscrits »' }));
    expect(await feeds.findByText(/unsubscribed-2026-11-23-test.tsv/)).toHaveTextContent('7 lignes');
  });
});
