import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { DELIVERY_ERRORS, DELIVERY_KINDS, DELIVERY_OUTCOMES, WEBHOOK_STATES } from '../src/api/webhooks';
import { CATALOGUES } from '../src/i18n';
import { LANGUAGES } from '../src/i18n/catalogue';
import { isWebhookUrl } from '../src/pages/webhooks/webhook-url';
import { PARIS } from './builders';
import { FakeServer } from './fake-server';
import { renderPages } from './render-pages';
import { problem } from './problem';

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer();
});

async function webhooksPage() {
  const page = await renderPages(server, { address: '/webhooks' });
  await screen.findByRole('heading', { name: 'Webhooks' });
  return page;
}

const button = (name: string) => screen.getByRole('button', { name });

describe('webhooks', () => {
  it('explain what they are for while there are none', async () => {
    await webhooksPage();
    expect(await screen.findByText(/^A webhook saves you from asking/)).toBeVisible();
    expect(screen.queryByTestId('deliveries')).toBeNull();
  });

  it('are made with an address that can be called, and show their secret once', async () => {
    const { user } = await webhooksPage();
    await user.click(screen.getByTestId('create-webhook'));
    const dialog = within(await screen.findByTestId('webhook-dialog'));
    const address = within(dialog.getByTestId('webhook-url')).getByRole('textbox');
    await user.click(address);
    await user.paste('http://shop.example');
    await user.click(dialog.getByTestId('confirm'));
    expect(dialog.getByText(/^Give an address such as/)).toBeVisible();
    expect(server.webhooks.webhooks).toEqual([]);

    await user.clear(address);
    await user.paste('https://shop.example/hooks');
    await user.keyboard('{Enter}');
    const secret = within(await screen.findByTestId('webhook-secret'));
    expect(secret.getByText('whsec_number1')).toBeVisible();
    expect(secret.getByText(/from standardwebhooks.webhooks import Webhook/)).toBeVisible();
    await user.click(secret.getByTestId('secret-kept'));
    await waitFor(() => {
      expect(screen.queryByText('whsec_number1')).toBeNull();
    });
    expect(await screen.findByText('https://shop.example/hooks')).toBeVisible();
    expect(server.webhooks.webhooks).toMatchObject([{ statuses: [], include_customer_email: false, active: true }]);
  });

  it('say field by field what the server refuses', async () => {
    const { user } = await webhooksPage();
    await user.click(screen.getByTestId('create-webhook'));
    const dialog = within(await screen.findByTestId('webhook-dialog'));
    await user.click(within(dialog.getByTestId('webhook-url')).getByRole('textbox'));
    await user.paste('https://shop.example');
    const errors = [{ field: 'url', detail: 'This address cannot be called.', remedy: 'Use port 443 or 8443.' }];
    server.webhooks.refused = problem(400, 'invalid_webhook', { errors });
    await user.click(dialog.getByTestId('confirm'));
    expect(await dialog.findByText(/Use port 443 or 8443\./)).toBeVisible();
  });

  it('are changed, and begin anew after they were switched off', async () => {
    server.webhooks.with({ active: false, state: 'switched_off', switched_off_at: '2026-11-22T10:00:00Z' });
    const { user } = await webhooksPage();
    expect(await screen.findByText(/^We switched it off on 22 Nov 2026/)).toBeVisible();
    await user.click(button('Edit'));
    const dialog = within(await screen.findByTestId('webhook-dialog'));
    await user.click(dialog.getByRole('checkbox', { name: /^Active/ }));
    await user.click(dialog.getByTestId('confirm'));
    await waitFor(() => {
      expect(server.webhooks.webhooks[0]?.active).toBe(true);
    });
  });

  it('tell since when they fail', async () => {
    server.webhooks.with({ state: 'failing', failing_since: '2026-11-22T10:00:00Z' });
    await webhooksPage();
    expect(await screen.findByText(/^Nothing but failures since 22 Nov 2026/)).toBeVisible();
    expect(screen.getByTestId('webhook-state')).toHaveAttribute('data-state', 'failing');
  });

  it('are tried, and tell what came back', async () => {
    server.webhooks.with();
    const { user } = await webhooksPage();
    await screen.findByText('https://shop.example/hooks');
    await user.click(button('Send a test'));
    expect(await screen.findByText('The endpoint took the test event in 12 ms.')).toBeVisible();
    server.webhooks.endpoint = { outcome: 'failed', http_status: null, error: 'certificate_invalid' };
    await user.click(button('Send a test'));
    expect(await screen.findByText('The test event was not taken: the certificate is not valid for this name')).toBeVisible();
    expect(within(screen.getByTestId('deliveries')).getAllByText('Test')).toHaveLength(2);
  });

  it('show what was sent, and send it once more', async () => {
    server.webhooks.with();
    server.webhooks.tried({ outcome: 'given_up', http_status: null, duration_ms: null, status: 'opened', review_request_id: 'request-1' });
    const { user } = await webhooksPage();
    const log = within(await screen.findByTestId('deliveries'));
    expect(await log.findByText('Event · Email opened')).toBeVisible();
    expect(log.getByText('Given up after 24 hours')).toBeVisible();
    await user.click(log.getByRole('button', { name: /^Replay the event of 23 Nov 2026/ }));
    expect(await screen.findByText('The event was taken.')).toBeVisible();
    expect(await log.findByText('HTTP 204, 12 ms')).toBeVisible();
  });

  it('keep the order when the event still waits', async () => {
    server.webhooks.with();
    const { delivery_id: id } = server.webhooks.tried({ outcome: 'failed', http_status: 500 });
    server.webhooks.waiting.add(id);
    const { user } = await webhooksPage();
    await user.click(await screen.findByRole('button', { name: /^Replay the event/ }));
    expect(await screen.findByText(/^This event still waits in its turn/)).toBeVisible();
  });

  it('have their secret replaced, and are removed', async () => {
    server.webhooks.with();
    server.webhooks.with({ url: 'https://crm.example/' });
    const { user } = await webhooksPage();
    await user.click(await screen.findByRole('radio', { name: 'Choose https://crm.example/' }));
    await user.click(button('Replace the secret'));
    await user.click(within(await screen.findByTestId('replace-secret')).getByTestId('confirm'));
    await user.click(within(await screen.findByTestId('webhook-secret')).getByTestId('secret-kept'));
    expect(await screen.findByText(/^The former secret signs along until 24 Nov 2026/)).toBeVisible();
    await user.click(button('Remove'));
    await user.click(within(await screen.findByTestId('remove-webhook')).getByTestId('confirm'));
    await waitFor(() => {
      expect(server.webhooks.webhooks.map(({ url }) => url)).toEqual(['https://shop.example/hooks']);
    });
  });

  it('are only looked at by a viewer', async () => {
    server.websites = [{ ...PARIS, permissions: ['requests:read'] }];
    server.webhooks.with();
    server.webhooks.tried();
    await webhooksPage();
    expect(await screen.findByText('HTTP 204, 12 ms')).toBeVisible();
    for (const name of ['Send a test', 'Edit', 'Replace the secret', 'Remove', 'Add a webhook']) {
      expect(screen.queryByRole('button', { name })).toBeNull();
    }
    expect(screen.queryByRole('button', { name: /^Replay/ })).toBeNull();
  });

  it.each(LANGUAGES)('have a label for every word of the API in %s', (language) => {
    const { states, log } = CATALOGUES[language].webhooks;
    expect(Object.keys(states).sort()).toEqual([...WEBHOOK_STATES].sort());
    expect(Object.keys(log.outcomes).sort()).toEqual([...DELIVERY_OUTCOMES].sort());
    expect(Object.keys(log.kinds).sort()).toEqual([...DELIVERY_KINDS].sort());
    expect(Object.keys(log.errors).sort()).toEqual([...DELIVERY_ERRORS].sort());
  });
});

describe('an address', () => {
  it.each([
    ['https://shop.example', true],
    ['https://shop.example:8443/a?b=c', true],
    ['http://127.0.0.1:9000/hook', true],
    ['http://shop.example', false],
    ['https://shop.example:22', false],
    ['https://user@shop.example', false],
    ['https://shop.example/#a', false],
    ['https://127.0.0.1/', false],
    ['https://[::1]/', false],
    ['https://localhost', false],
    ['shop.example', false],
    ['', false],
  ])('%s may be called: %s', (address, may) => {
    expect(isWebhookUrl(address)).toBe(may);
  });
});
