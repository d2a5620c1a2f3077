import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createApi } from '../src/api/api';
import { PARIS } from './builders';
import { FakeServer } from './fake-server';
import { FakeSession, renderPages } from './render-pages';

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer();
});

async function optOutsPage() {
  const page = await renderPages(server, { address: '/opt-outs' });
  await screen.findByText('Nobody has opted out.');
  return page;
}

describe('opt-outs', () => {
  it('are added by hand, once each', async () => {
    const { user } = await optOutsPage();
    for (const result of ['The opt-out is added.', 'This address had opted out already.']) {
      await user.click(screen.getByRole('button', { name: 'Add' }));
      const dialog = within(await screen.findByTestId('add-opt-out'));
      await user.type(within(dialog.getByTestId('opt-out-email')).getByRole('textbox'), 'marie@example.com');
      await user.click(dialog.getByTestId('confirm'));
      expect(await screen.findByText(result)).toBeVisible();
    }
    expect(await screen.findByText('hash of marie@example.com')).toBeVisible();
    expect(screen.getByText('Added by hand')).toBeVisible();
  });

  it('need an address', async () => {
    const { user } = await optOutsPage();
    await user.click(screen.getByRole('button', { name: 'Add' }));
    const dialog = within(await screen.findByTestId('add-opt-out'));
    await user.click(dialog.getByTestId('confirm'));
    expect(dialog.getByText(/^Give an e-mail address/)).toBeVisible();
    expect(server.optOuts.added).toEqual([]);
  });

  it('are imported, with a report of every row refused', async () => {
    const { user } = await optOutsPage();
    await user.click(screen.getByRole('button', { name: 'Import' }));
    const dialog = within(await screen.findByTestId('import-opt-outs'));
    const file = new File([], 'list.csv', { type: 'text/csv' });
    // jsdom's files cannot be read as bytes.
    vi.spyOn(file, 'arrayBuffer').mockResolvedValue(new TextEncoder().encode('email\nmarie@example.com\n').buffer);
    const input = document.querySelector<HTMLInputElement>('input[type=file]');
    if (!input) throw new Error('no field for a file');
    await user.upload(input, file);
    await user.click(dialog.getByTestId('confirm'));
    const report = await screen.findByTestId('import-report');
    expect(report).toHaveTextContent('Line 3 (zoe@): This is no address. Correct it.');
    expect(server.optOuts.imported).toEqual(['email\nmarie@example.com\n']);
  });

  it('are exported as one file, however many parts they come in', async () => {
    const api = createApi(server.fetch, new FakeSession(server.accessToken));
    expect(await api.exportOptOuts(PARIS.website_id)).toBe('opted_out_at;origin\r\n2;manual\r\n1;manual\r\n');
  });

  it('are not changed by a viewer', async () => {
    server.websites = [{ ...PARIS, permissions: ['requests:read'] }];
    await optOutsPage();
    expect(screen.getByRole('button', { name: 'Export' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Add' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Import' })).toBeNull();
  });
});
