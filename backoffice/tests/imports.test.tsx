import { screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PreviewLine } from '../src/api/imports';
import { templateText, TEMPLATES } from '../src/pages/imports/templates';
import { isProblem, lookAtText } from '../src/pages/imports/first-look';
import { PARIS } from './builders';
import { FakeServer } from './fake-server';
import { BAD_DATE, line, NO_BOOKS, told } from './fake-transmissions';
import { renderPages } from './render-pages';

const HEADER = 'channel;purchase_date;purchase_reference;first_name;last_name;email';
const ROW = 'online;2026-11-20;#1855;Marie;Durand;marie@example.com';

const PLAN: PreviewLine[] = [
  {
    line: 2,
    purchase_reference: '#1855',
    result: 'accepted',
    withdraws: false,
    requests: [
      { review_type: 'brand', due_at: '2026-11-30T09:00:00Z', refused: null, explanation: [{ code: 'account', sentence: told('7 days after reception.') }] },
      { review_type: 'product', due_at: '2026-11-30T09:00:00Z', refused: { code: 'too_old', sentence: told('Too old.') }, explanation: [] },
    ],
    notes: [{ code: 'opted_out_before', sentence: told('An opt-out forbids it.') }],
    error: null,
  },
];

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer();
  server.transmissions.outcome = { books: { ...NO_BOOKS, received: 2, accepted: 1, rejected: 1, requests: 1 }, in_error: true };
  server.transmissions.lines = [line(), BAD_DATE];
  server.transmissions.plan = PLAN;
});

async function importsPage(content: string | null, language: 'en' | 'fr' = 'en') {
  const page = await renderPages(server, { address: '/imports', language });
  await screen.findByTestId('templates');
  if (content !== null) await page.user.upload(inputForFile(), fileOf(content));
  return page;
}

function fileOf(content: string): File {
  const file = new File([content], 'orders.csv', { type: 'text/csv' });
  // jsdom's files cannot be read as bytes.
  vi.spyOn(file, 'arrayBuffer').mockResolvedValue(new TextEncoder().encode(content).buffer);
  return file;
}

function inputForFile(): HTMLInputElement {
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  if (!input) throw new Error('no field for a file');
  return input;
}

describe('an import', () => {
  it('is checked first, shows errors and dates, then is sent without a second upload', async () => {
    const { user, location } = await importsPage(`${HEADER}\n${ROW}\n${ROW}\n`);
    expect(await screen.findByTestId('first-look')).toHaveTextContent('Semicolon');
    await user.click(screen.getByTestId('start-import'));
    const verdict = await screen.findByTestId('check-verdict', {}, { timeout: 5000 });
    expect(verdict).toHaveTextContent('1 row is to be corrected');
    expect(verdict).toHaveTextContent('nothing was kept or sent');
    expect(server.transmissions.orders[0]).toMatchObject({ name: 'orders.csv', mode: 'validate' });
    expect(await screen.findByText('2026-13-40')).toBeVisible();
    const [first, second] = await screen.findAllByTestId('planned-request');
    expect(first).toHaveTextContent(/Brand review.*30 Nov 2026.*7 days after reception/);
    expect(screen.getByText('An opt-out forbids it.')).toBeVisible();
    expect(second).toHaveTextContent(/would be cancelled at once.*Too old/);
    await user.click(screen.getByTestId('send-import'));
    expect(await screen.findByTestId('import-done', {}, { timeout: 5000 })).toHaveTextContent('1 of 2 rows was accepted');
    expect(server.transmissions.uploaded).toHaveLength(1);
    expect(location.search).toBe('?import=f9-validate-send');
    expect(screen.getByTestId('to-transmission')).toHaveAttribute('href', '/transmissions/f9-validate-send');
  });

  it('is sent at once when somebody chose so', async () => {
    const { user } = await importsPage(`${HEADER}\n${ROW}\n`, 'fr');
    await user.click(await screen.findByRole('radio', { name: /^Importer/ }));
    await user.click(screen.getByTestId('start-import'));
    expect(await screen.findByTestId('import-done', {}, { timeout: 5000 })).toHaveTextContent('1 ligne acceptée sur 2');
    expect(server.transmissions.orders[0]?.mode).toBe('send');
  });

  it.each([
    ['', 'holds no row'],
    [`${HEADER}\n`, 'holds no row'],
    ['purchase_date;purchase_reference;first_name\n1;2;3\n', 'Columns are missing from the first row: last_name, email'],
    [`${HEADER}\n${`${ROW}\n`.repeat(3001)}`, '3,001 rows; an import takes 3,000 at most'],
    ['PK\u0000\u0003', 'This is not a CSV file'],
  ])('is told before anything is sent what is wrong with a file', async (content, sentence) => {
    await importsPage(content);
    expect(await screen.findByText((text) => text.includes(sentence))).toBeVisible();
    expect(screen.getByTestId('start-import')).toBeDisabled();
    expect(server.transmissions.orders).toEqual([]);
  });

  it('says that the file could not be sent, and can be tried again', async () => {
    server.transmissions.isOffline = true;
    const { user } = await importsPage(`${HEADER}\n${ROW}\n`);
    await waitFor(() => { expect(screen.getByTestId('start-import')).toBeEnabled(); });
    await user.click(screen.getByTestId('start-import'));
    expect(await screen.findByText('The file could not be sent')).toBeVisible();
    server.transmissions.isOffline = false;
    await user.click(screen.getByTestId('start-import'));
    expect(await screen.findByTestId('check-verdict', {}, { timeout: 5000 })).toBeVisible();
  });

  it('is not offered to a viewer', async () => {
    server.websites = [{ ...PARIS, permissions: ['requests:read'] }];
    await renderPages(server, { address: '/imports' });
    expect(await screen.findByText('Your role does not include importing')).toBeVisible();
    expect(screen.queryByTestId('start-import')).toBeNull();
  });
});

describe('the first look', () => {
  it.each([
    ['the delimiter that makes most columns known', HEADER.replaceAll(';', ','), ',', 1],
    ['names whatever their case, and historical ones', 'ORDER_REF;Firstname;last name;E-Mail;email;order-date', ';', 1],
    ['quoted names and lines within quotes', `"purchase_reference"\tpurchase_date\tfirst_name\tlast_name\temail\nA\t2026-11-20\t"Ma\nrie"\tD\te@e.fr`, '\t', 1],
    ['stray quotes as data', `${HEADER}\nonline;2026-11-20;A;24\\" mat;O\\'Brien;e@e.fr`, ';', 2],
  ])('reads %s', (_, head, delimiter, rows) => {
    const [top] = head.split('\n');
    const row = Array.from({ length: (top ?? '').split(delimiter).length }, () => 'x').join(delimiter);
    const look = lookAtText(head.includes('\n') && rows === 1 ? head : `${head}\n${row}\n\n`);
    expect(look).toMatchObject({ delimiter, rows });
  });

  it('names the columns it passes over', () => {
    expect(lookAtText(`${HEADER};flagged\n${ROW};1\n`)).toMatchObject({ ignored: ['flagged'], rows: 1 });
  });

  it('wants no more of a file that only withdraws', () => {
    expect(isProblem(lookAtText('action;purchase_reference\nwithdraw;#1855\n'))).toBe(false);
  });

  it.each(TEMPLATES)('finds nothing wrong with the template %s', (template) => {
    expect(lookAtText(templateText(template, 'fr', '2026-11-22').slice(1))).toMatchObject({ delimiter: ';', rows: 1, ignored: [] });
  });
});
