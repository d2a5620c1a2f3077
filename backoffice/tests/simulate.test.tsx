import { fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { emptyDraft, eventOf, fieldOf, pastedEvent } from '../src/pages/simulate/draft';
import { details, PARIS } from './builders';
import { FakeServer } from './fake-server';
import { ACCEPTED, refused } from './fake-simulation';
import { renderPages } from './render-pages';

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer();
});

async function simulatePage(language: 'en' | 'fr' = 'en') {
  const page = await renderPages(server, { address: '/simulate', language });
  await screen.findByTestId('try');
  return page;
}

describe('trying a proof', () => {
  it('tells the verdict, each date in the zone of the website, and each sentence', async () => {
    const { user } = await simulatePage();
    await user.type(screen.getByLabelText('Purchase reference'), 'CMD-1');
    await user.type(screen.getByLabelText("Customer's e-mail"), 'marie@example.com');
    await user.click(screen.getByRole('button', { name: 'Add a product' }));
    await user.type(screen.getByLabelText('Reference of product 1'), '87');
    await user.type(screen.getByLabelText('Delay of the brand review'), '7{Enter}');
    expect(await screen.findByTestId('verdict')).toHaveTextContent('would be accepted');
    const [brand, product] = screen.getAllByTestId('planned-request');
    expect(brand).toHaveTextContent(/Brand review.*30 Nov 2026, 10:00.*Delay given with the proof: 7 days/);
    expect(product).toHaveTextContent(/would be cancelled at once.*Too old/);
    expect(screen.getByText('One e-mail per customer and day.')).toBeVisible();
    expect(server.simulation.tried).toEqual([
      {
        purchase_reference: 'CMD-1',
        purchase_date: '2026-11-23',
        consumer: { first_name: '', last_name: '', email: 'marie@example.com' },
        sales_channel: { channel: 'online' },
        solicitation_parameters: { delay: '7' },
        products: [{ product_ref: { reference: '87' }, name: '' }],
      },
    ]);
  });

  it('shows a refusal beside its field, and clears it with the next verdict', async () => {
    server.simulation.foresight = refused('consumer.email');
    const { user } = await simulatePage('fr');
    await user.click(screen.getByTestId('try'));
    expect(await screen.findByTestId('verdict')).toHaveTextContent('À corriger : E-mail du client.');
    const field = screen.getByTestId('field-email');
    expect(within(field).getByText('It is missing. (fr) Fill it in. (fr)')).toBeVisible();
    expect(screen.getByLabelText('E-mail du client')).toBeInvalid();
    server.simulation.foresight = ACCEPTED;
    await user.click(screen.getByTestId('try'));
    expect(await screen.findByText(/serait acceptée/)).toBeVisible();
    expect(screen.getByLabelText('E-mail du client')).toBeValid();
  });

  it('takes an event as a machine would send it, and says where it is wrong', async () => {
    server.simulation.foresight = refused('products[0].name');
    const { user } = await simulatePage();
    await user.click(screen.getByRole('button', { name: 'JSON' }));
    const field = within(screen.getByTestId('event-json')).getByRole('textbox');
    fireEvent.change(field, { target: { value: '[{"purchase_reference": ' } });
    await user.click(screen.getByTestId('try'));
    expect(screen.getByText('This is no JSON object: paste a single event.')).toBeVisible();
    fireEvent.change(field, { target: { value: '[{"orderData": {"purchase_reference": 7}}]' } });
    await user.click(screen.getByTestId('try'));
    expect(await screen.findByTestId('verdict')).toHaveTextContent('products[0].name · It is missing. Fill it in.');
    expect(server.simulation.tried).toEqual([{ orderData: { purchase_reference: 7 } }]);
  });

  it('says so when it could not be tried', async () => {
    const { user } = await simulatePage();
    server.refuse(503, 'busy');
    await user.click(screen.getByTestId('try'));
    expect(await screen.findByTestId('problem')).toHaveTextContent('It could not be tried');
  });

  it('is for who may transmit proofs', async () => {
    server.websites = [{ ...PARIS, permissions: ['requests:read'] }];
    await renderPages(server, { address: '/simulate' });
    expect(await screen.findByText('You do not transmit proofs')).toBeVisible();
    expect(screen.queryByTestId('try')).not.toBeInTheDocument();
  });
});

describe('an event', () => {
  it('leaves out what is blank', () => {
    const draft = { ...emptyDraft('2026-11-23'), channel: 'offline' as const, shop: 'PARIS-01', language: 'es', delayProduct: ' ' };
    expect(eventOf(draft)).toMatchObject({
      consumer: { language: 'es' },
      sales_channel: { channel: 'offline', shop_id: 'PARIS-01' },
      solicitation_parameters: {},
    });
  });

  it.each([['products[3].delay', 'products'], ['purchase_date', 'date'], ['price', null], [null, null]])('has a field for %s: %s', (path, field) => {
    expect(fieldOf(path)).toBe(field);
  });

  it.each(['', '7', 'null', '[]', '[1]', '[{}, {}]', '{'])('is not %j', (text) => {
    expect(pastedEvent(text)).toBeUndefined();
  });
});

it('a withdrawal says why in the history', async () => {
  const at = '2026-11-12T09:00:00Z';
  const entry = { at, kind: 'withdraw' as const, operation_id: 'o', actor: 'client', reason: 'refunded', step: 1, changes: [] };
  server.requests = [details({ reason: 'withdrawn_refunded', journal: [entry] })];
  await renderPages(server, { address: '/?request=R1' });
  expect(await screen.findByTestId('journal-entry')).toHaveTextContent('Proof withdrawn');
  expect(screen.getByText(/purchase refunded/)).toBeVisible();
  expect(screen.getByTestId('details-reason')).toHaveTextContent('the purchase was refunded');
});
