import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { curlOf, placesOf } from '../src/pages/access/places';
import { PARIS } from './builders';
import { FakeServer } from './fake-server';
import { problem } from './problem';
import { renderPages } from './render-pages';

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer();
});

async function accessPage(language: 'en' | 'fr' = 'en') {
  const page = await renderPages(server, { address: '/access', language });
  await screen.findByRole('heading', { level: 1, name: language === 'en' ? 'API access' : 'Accès API' });
  return page;
}

const button = (name: string) => screen.getByRole('button', { name });

describe('API access', () => {
  it('names the addresses that modules and programs ask for', async () => {
    await accessPage();
    const addresses = within(await screen.findByTestId('addresses'));
    expect(addresses.getByText(PARIS.website_id)).toBeVisible();
    expect(addresses.getByText(`${window.location.origin}/realms/skeepers/protocol/openid-connect/token`)).toBeVisible();
    expect(addresses.getByRole('button', { name: 'Copy: Token address' })).toBeVisible();
    expect(screen.getByText(`${window.location.origin}/connectors/prestashop/websites/${PARIS.website_id}/orders`)).toBeVisible();
    expect(await screen.findByText(/^Make a sandbox one first/)).toBeVisible();
  });

  it('makes a sandbox client by the keyboard and shows its secret once', async () => {
    const { user } = await accessPage();
    await user.click(screen.getByTestId('create-client'));
    const dialog = within(await screen.findByTestId('create-client-dialog'));
    const name = within(dialog.getByTestId('client-name')).getByRole('textbox');
    await user.click(name);
    await user.paste('My shop');
    await user.keyboard('{Enter}');
    expect(dialog.getByText('Use 1 to 40 of the characters a-z, 0-9 and -.')).toBeVisible();
    expect(server.access.clients).toEqual([]);

    await user.clear(name);
    await user.paste('tryout');
    await user.click(dialog.getByRole('checkbox', { name: /^Sandbox/ }));
    await user.click(dialog.getByTestId('confirm'));
    const shown = within(await screen.findByTestId('shown-once'));
    expect(shown.getByText('sk_number1')).toBeVisible();
    expect(shown.getByText('website-1.tryout')).toBeVisible();
    await user.click(shown.getByTestId('secret-kept'));
    await waitFor(() => {
      expect(screen.queryByText('sk_number1')).toBeNull();
    });
    expect(server.access.clients).toMatchObject([{ name: 'tryout', sandbox: true }]);
    const table = within(screen.getByTestId('api-clients'));
    expect(await table.findByText('Sandbox')).toBeVisible();
    expect(table.getByText(/by camille@example\.com$/)).toBeVisible();
    expect(screen.getByTestId('curl')).toHaveTextContent("-u 'website-1.tryout:SECRET'");
  });

  it('says why a client was not made', async () => {
    const { user } = await accessPage();
    await user.click(screen.getByTestId('create-client'));
    const dialog = within(await screen.findByTestId('create-client-dialog'));
    await user.click(within(dialog.getByTestId('client-name')).getByRole('textbox'));
    await user.paste('shop');
    server.access.refused = problem(409, 'api_client_exists');
    await user.click(dialog.getByTestId('confirm'));
    expect(await dialog.findByText('A client of this name exists already: choose another name.')).toBeVisible();
  });

  it('gives the chosen client a new secret, and revokes it', async () => {
    server.access.with();
    server.access.with({ name: 'warehouse', created_at: null, created_by: null });
    const { user } = await accessPage();
    expect(button('New secret')).toBeDisabled();
    await user.click(await screen.findByRole('radio', { name: 'Choose warehouse' }));
    await user.click(button('New secret'));
    const replace = within(await screen.findByTestId('replace-client-secret'));
    expect(replace.getByText(/good for another 24 hours/)).toBeVisible();
    await user.click(replace.getByTestId('confirm'));
    await user.click(within(await screen.findByTestId('shown-once')).getByTestId('secret-kept'));
    expect(await screen.findByText(/^The former secret is good until 24 Nov 2026/)).toBeVisible();

    await user.click(button('Revoke'));
    const revoke = within(await screen.findByTestId('revoke-client'));
    expect(revoke.getByText(/ends within six minutes/)).toBeVisible();
    await user.click(revoke.getByTestId('confirm'));
    await waitFor(() => {
      expect(server.access.clients.map(({ name }) => name)).toEqual(['shop']);
    });
  });

  it('keeps the key of the historical webservice', async () => {
    const { user } = await accessPage();
    expect(await screen.findByText(/^Not set: signed orders are refused/)).toBeVisible();
    await user.click(button('Set my own key'));
    const dialog = within(await screen.findByTestId('set-key'));
    const own = within(dialog.getByTestId('own-key')).getByRole('textbox');
    await user.click(own);
    await user.paste('too short');
    await user.keyboard('{Enter}');
    expect(dialog.getByText('Give 16 to 100 characters without spaces or accents.')).toBeVisible();
    await user.clear(own);
    await user.paste(' 11111111-2222-3333-4444-555555555555 ');
    await user.keyboard('{Enter}');
    expect(await screen.findByText(/^since 23 Nov 2026.*by camille@example\.com$/)).toBeVisible();
    expect(server.access.given).toBe('11111111-2222-3333-4444-555555555555');

    await user.click(button('Make a key'));
    await user.click(within(await screen.findByTestId('make-key')).getByTestId('confirm'));
    const shown = within(await screen.findByTestId('shown-once'));
    expect(shown.getByText('made-key-1')).toBeVisible();
    await user.click(shown.getByTestId('secret-kept'));

    await user.click(button('Remove the key'));
    await user.click(within(await screen.findByTestId('remove-key')).getByTestId('confirm'));
    await waitFor(() => {
      expect(server.access.key.is_set).toBe(false);
    });
  });

  it('is for owners alone', async () => {
    server.websites = [{ ...PARIS, permissions: ['requests:read', 'customers:read'] }];
    await accessPage();
    expect(screen.getByText('Only owners of the website see this page')).toBeVisible();
    expect(screen.queryByRole('link', { name: 'API access' })).toBeNull();
    expect(server.asked.filter(({ pathname }) => /api-clients|webservice-key/.test(pathname))).toEqual([]);
  });

  it('speaks French', async () => {
    server.access.with({ sandbox: true });
    await accessPage('fr');
    expect(await screen.findByText('Bac à sable')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Accès API' })).toBeVisible();
  });
});

describe('the commands for a terminal', () => {
  it('are those of this website and this client', () => {
    const commands = curlOf(placesOf('https://suivi.example', 'w-1'), { clientId: 'w-1.shop', secret: 'sk_1', day: '2026-11-23' });
    expect(commands).toContain("-u 'w-1.shop:sk_1'");
    expect(commands).toContain('"purchase_date": "2026-11-23"');
    expect(commands).toContain('https://suivi.example/purchase-event/websites/w-1/purchase_events/bulk_sync_insert');
  });
});
