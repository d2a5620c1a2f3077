import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import generated from '../src/generated/reasons.json';
import { details, entry, product } from './builders';
import { FakeServer } from './fake-server';
import { renderPages } from './render-pages';

const [reasonCode = '', reason] = Object.entries(generated)[0] ?? [];

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer();
  server.requests = [details()];
});

describe('details of a request', () => {
  it('open beside the list and close again', async () => {
    const { user, location } = await renderPages(server, { address: '/?status=sent' });
    await user.click(await screen.findByRole('button', { name: 'Details of request #1855' }));
    expect(await screen.findByTestId('details-experience')).toBeVisible();
    expect(location.search).toBe('?status=sent&request=R1');
    expect(screen.getByRole('table', { name: 'Review request follow up' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: /close panel/i }));
    await waitFor(() => {
      expect(screen.queryByTestId('details')).toBeNull();
    });
    expect(location.search).toBe('?status=sent');
  });

  it('tell the experience, the source and the customer', async () => {
    await renderPages(server, { address: '/?request=R1' });
    const experience = await screen.findByTestId('details-experience');
    expect(experience).toHaveTextContent('4 Nov 2026, 10:15');
    expect(experience).toHaveTextContent('SFTP');
    expect(experience).toHaveTextContent('orders-2026-11.csv, line 17');
    const customer = screen.getByTestId('details-customer');
    expect(customer).toHaveTextContent('Marie Durand');
    expect(customer).toHaveTextContent('French');
    expect(screen.queryByTestId('details-products')).toBeNull();
  });

  it('list the products, and make no link of an address that is not of the web', async () => {
    server.requests = [
      details({ products: [product(), product({ product_ref: '88', name: 'Cable', price: 'free', product_url: 'javascript:alert(1)' })] }),
    ];
    await renderPages(server, { address: '/?request=R1' });
    const products = within(await screen.findByTestId('details-products'));
    expect(products.getByRole('link', { name: /Écran/ })).toHaveAttribute('href', 'https://shop.example.com/87');
    expect(products.queryByRole('link', { name: /Cable/ })).toBeNull();
    expect(products.getByText('24.95')).toBeVisible();
    expect(products.getByText('free')).toBeVisible();
  });

  it('tell the history in the order of time, reminders by their number', async () => {
    server.requests = [
      details({ history: [entry('sent', '2026-11-15T10:00:00Z', 1), entry('created', '2026-11-01T10:00:00Z'), entry('sent', '2026-11-08T10:00:00Z', 0)] }),
    ];
    await renderPages(server, { address: '/?request=R1', language: 'fr' });
    await screen.findByTestId('details-history');
    expect(screen.getAllByTestId('history-entry').map((element) => element.textContent)).toEqual([
      "Preuve reçue, demande d'avis créée",
      'Email envoyé',
      'Relance n° 1 envoyée',
    ]);
  });

  it('name who acted, when it is known', async () => {
    server.requests = [details({ history: [{ ...entry('cancelled', '2026-11-02T10:00:00Z'), actor: { kind: 'merchant', subject: 'camille@example.com' } }] })];
    await renderPages(server, { address: '/?request=R1' });
    expect(await screen.findByTestId('details-history')).toHaveTextContent('2 Nov 2026, 11:00 by camille@example.com');
  });

  it('say why, what to do, and what comes next', async () => {
    server.requests = [
      details({ status: 'error', reason: reasonCode, next_step: { kind: 'reminder', step: 2, reminder: 1, at: '2026-11-25T09:00:00Z', rules: [] } }),
    ];
    await renderPages(server, { address: '/?request=R1' });
    expect(await screen.findByTestId('details-reason')).toHaveTextContent(reason?.en.sentence ?? 'no reason generated');
    expect(screen.getByTestId('details-reason')).toHaveTextContent(reason?.en.next_action ?? 'no reason generated');
    expect(screen.getByTestId('next-step')).toHaveTextContent('Reminder 1');
    expect(screen.getByTestId('next-step')).toHaveTextContent('25 Nov 2026, 10:00');
  });

  it('say that a request of a followed link does not exist', async () => {
    await renderPages(server, { address: '/?request=R-unknown' });
    expect(await screen.findByTestId('details-error')).toHaveTextContent('does not exist');
  });
});

describe('steps of a request', () => {
  it('open from its status, with their dates', async () => {
    const { user } = await renderPages(server);
    await user.click(await screen.findByRole('button', { name: 'Email sent: steps of request #1855' }));
    const steps = await screen.findAllByTestId('status-step');
    expect(steps.map((step) => [step.dataset.status, step.dataset.state])).toEqual([
      ['scheduled', 'reached'],
      ['sent', 'reached'],
      ['opened', 'pending'],
      ['form_opened', 'pending'],
      ['review_submitted', 'pending'],
    ]);
    expect(screen.getByTestId('status-steps')).toHaveTextContent('Planned for 11 Nov 2026, 09:59');
    expect(screen.getByTestId('status-steps')).toHaveTextContent('To come');
  });
});
