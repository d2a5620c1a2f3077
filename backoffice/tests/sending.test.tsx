import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { PARIS } from './builders';
import { FakeServer } from './fake-server';
import { renderPages } from './render-pages';

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer();
});

const BACKLOG = { pause: null, waiting: 1204, waiting_is_more: false, expected_end_at: '2026-11-23T13:32:00Z' };
const PAUSE = { origin: 'automatic' as const, by: 'suivi', reason: 'bounce_rate', at: '2026-11-23T09:00:00Z', all_websites: false };

describe('sending', () => {
  it('is not spoken of when all is normal', async () => {
    await renderPages(server);
    await screen.findByTestId('nothing-yet');
    expect(screen.queryByTestId('sending-paused')).toBeNull();
    expect(screen.queryByTestId('sending-backlog')).toBeNull();
  });

  it('tells how many wait and until when', async () => {
    server.sending = BACKLOG;
    await renderPages(server);
    expect(await screen.findByTestId('sending-backlog')).toHaveTextContent('E-mails waiting: 1,204, expected end: 14:32');
  });

  it('is paused with a reason', async () => {
    const { user } = await renderPages(server, { language: 'fr' });
    await user.click(within(await screen.findByTestId('sending-menu')).getByRole('button'));
    await user.click(await screen.findByRole('menuitem', { name: /^Suspendre l'envoi/ }));
    const dialog = within(await screen.findByTestId('switch-dialog'));
    await user.click(dialog.getByTestId('confirm'));
    expect(dialog.getByText('Indiquez pourquoi, en 300 caractères au plus.')).toBeVisible();
    await user.type(within(dialog.getByTestId('reason')).getByRole('textbox'), 'inventaire');
    await user.click(dialog.getByTestId('confirm'));
    const banner = await screen.findByTestId('sending-paused');
    expect(banner).toHaveTextContent('Envoi suspendu par camille@example.com le 23 nov. 2026, 10:00');
    expect(banner).toHaveTextContent('Motif : inventaire');
  });

  it('resumes after an automatic pause, whose reason is told in words', async () => {
    server.sending = { ...BACKLOG, waiting: 0, pause: PAUSE };
    const { user } = await renderPages(server);
    expect(await screen.findByTestId('sending-paused')).toHaveTextContent('too many addresses refuse your e-mails');
    await user.click(screen.getByTestId('resume-sending'));
    const dialog = within(await screen.findByTestId('switch-dialog'));
    await user.type(within(dialog.getByTestId('reason')).getByRole('textbox'), 'cleaned');
    await user.click(dialog.getByTestId('confirm'));
    await screen.findByTestId('nothing-yet');
    expect(server.sending.pause).toBeNull();
  });

  it.each([
    ['a viewer', ['requests:read'], false],
    ['nobody of the website when all are stopped', PARIS.permissions, true],
  ])('is not resumed by %s', async (_, permissions, allWebsites) => {
    server.websites = [{ ...PARIS, permissions }];
    server.sending = { ...BACKLOG, pause: { ...PAUSE, all_websites: allWebsites } };
    await renderPages(server);
    await screen.findByTestId('sending-paused');
    expect(screen.queryByTestId('resume-sending')).toBeNull();
  });
});
