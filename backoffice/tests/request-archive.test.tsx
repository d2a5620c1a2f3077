import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as files from '../src/common/save-file';
import { PARIS, details, entry, remembered, shownEmail } from './builders';
import { FakeServer } from './fake-server';
import { renderPages } from './render-pages';

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer();
  server.requests = [details({ emails: [remembered(), remembered({ step: 1, reminder: 1, template: 'own-a1b2c3', sent_at: null })] })];
  server.shownEmails = [shownEmail()];
});

async function emailDialog() {
  const page = await renderPages(server, { address: '/?request=R1' });
  await page.user.click(await screen.findByRole('button', { name: 'Show: Email' }));
  return { ...page, dialog: await screen.findByTestId('email-dialog') };
}

describe('e-mails of a request', () => {
  it('tell in whose words and with which settings each was written', async () => {
    await renderPages(server, { address: '/?request=R1' });
    const [first, reminder] = await screen.findAllByTestId('remembered-email');
    expect(first).toHaveTextContent('Sent on 11 Nov 2026, 10:00 · Our texts, settings version 3');
    expect(reminder).toHaveTextContent('Reminder 1Nothing proves that it left. · Your texts (own-a1b2c3)');
  });

  it('are shown as they left, in a frame that runs nothing and leads nowhere', async () => {
    const { user, dialog } = await emailDialog();
    const frame = await within(dialog).findByTestId('email-html');
    expect(frame).toHaveAttribute('sandbox', '');
    expect(frame).toHaveAttribute('srcdoc', '<p>Bonjour Marie</p>');
    expect(frame).toHaveAccessibleName('Votre avis sur Maison Lumière');
    expect(within(dialog).getByTestId('as-sent')).toHaveTextContent('Exactly as sent, except for the personal links');
    expect(dialog).toHaveTextContent('Tomarie.durand@example.com');
    await user.click(within(dialog).getByRole('tab', { name: 'Plain text' }));
    expect(within(dialog).getByTestId('email-text')).toHaveTextContent('que pensez-vous de votre achat ?');
  });

  it('say plainly when the layout changed since', async () => {
    server.shownEmails = [shownEmail({ as_sent: false })];
    const { dialog } = await emailDialog();
    expect(await within(dialog).findByTestId('as-sent')).toHaveTextContent('may differ from the e-mail that left');
  });

  it('can be asked for again when they could not be read', async () => {
    server.shownEmails = [];
    const { user, dialog } = await emailDialog();
    const problem = await within(dialog).findByTestId('email-error');
    server.shownEmails = [shownEmail()];
    await user.click(within(problem).getByRole('button', { name: 'Try again' }));
    expect(await within(dialog).findByTestId('email-html')).toBeInTheDocument();
  });
});

describe('the review', () => {
  it('is told with its stars in words, its text and the e-mail before it', async () => {
    const submitted = { submitted_at: '2026-11-12T09:00:00Z', answered_step: 0 };
    server.requests = [
      details({
        emails: [remembered()],
        reviews: [
          { ...submitted, product_ref: null, rating: 4, comment: '<b>Très bien</b>' },
          { ...submitted, product_ref: '87', rating: null, comment: null },
        ],
      }),
    ];
    await renderPages(server, { address: '/?request=R1' });
    const [brand, product] = await screen.findAllByTestId('review');
    expect(brand).toHaveTextContent('4 out of 5 stars');
    expect(brand).toHaveTextContent('<b>Très bien</b>');
    expect(brand).toHaveTextContent('Submitted on 12 Nov 2026, 10:00 · after: Email');
    expect(product).toHaveTextContent('Product 87The customer says the product was not received.');
  });

  it('and the e-mails are missed in words as long as there are none', async () => {
    server.requests = [details()];
    await renderPages(server, { address: '/?request=R1' });
    expect(await screen.findByTestId('details-reviews')).toHaveTextContent('has not submitted a review');
    expect(screen.getByTestId('details-emails')).toHaveTextContent('No e-mail was composed yet.');
  });
});

describe('the history', () => {
  it('names who made each thing happen, and by which rule', async () => {
    const rules = [{ code: 'account', fr: 'Délai de vos réglages : 7 jours.', en: 'Delay of your settings: 7 days.' }];
    server.requests = [
      details({
        history: [
          { ...entry('planned', '2026-11-11T09:00:00Z', 0), rules },
          { ...entry('machine_opened', '2026-11-11T10:00:00Z', 0), actor: { kind: 'mail_program', subject: null } },
        ],
      }),
    ];
    await renderPages(server, { address: '/?request=R1', language: 'fr' });
    const history = await screen.findByTestId('details-history');
    expect(history).toHaveTextContent('par SuiviDélai de vos réglages : 7 jours.');
    expect(history).toHaveTextContent('par un programme de messagerie');
  });
});

describe('the proof file', () => {
  it('is downloaded in the format and the language of the page', async () => {
    const save = vi.spyOn(files, 'saveFile').mockReturnValue();
    const { user } = await renderPages(server, { address: '/?request=R1', language: 'fr' });
    await user.click(await screen.findByRole('button', { name: 'Télécharger le dossier de preuve' }));
    await user.click(await screen.findByRole('menuitem', { name: /HTML/ }));
    await vi.waitFor(() => {
      expect(save).toHaveBeenCalledWith('proof file: format=html&language=fr', 'suivi-R1.html', 'text/html');
    });
  });

  it('is not for those who may not read customers', async () => {
    server.websites = [{ ...PARIS, permissions: ['requests:read'] }];
    await renderPages(server, { address: '/?request=R1' });
    await screen.findByTestId('details-emails');
    expect(screen.queryByTestId('proof-file')).toBeNull();
  });
});
