import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { details, entry, PARIS, planned } from './builders';
import { FakeServer } from './fake-server';
import { renderPages } from './render-pages';

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer();
  server.requests = [
    planned({ review_request_id: 'R1', experience_reference: '#1' }),
    planned({ review_request_id: 'R2', experience_reference: '#2' }),
    details({ review_request_id: 'R3', experience_reference: '#3' }),
  ];
});

async function choose(user: UserEvent, action: RegExp, menu = screen.getByTestId('operation-menu')) {
  await user.click(within(menu).getByRole('button'));
  await user.click(await screen.findByRole('menuitem', { name: action }));
  return within(await screen.findByTestId('operation-dialog'));
}

async function tick(user: UserEvent, ...references: string[]) {
  for (const reference of references) await user.click(await screen.findByRole('checkbox', { name: `Select request ${reference}` }));
}

async function confirm(user: UserEvent, dialog: Awaited<ReturnType<typeof choose>>, reason = 'returned') {
  await user.type(within(dialog.getByTestId('reason')).getByRole('textbox'), reason);
  await user.click(dialog.getByTestId('confirm'));
}

describe('several requests', () => {
  it('are counted first, then cancelled, with the reason', async () => {
    const { user } = await renderPages(server);
    await tick(user, '#1', '#3');
    expect(screen.getByTestId('selection-bar')).toHaveTextContent('2 requests selected');
    const dialog = await choose(user, /^Cancel/);
    const counts = await dialog.findByTestId('operation-preview');
    expect(counts).toHaveTextContent('Matching: 2. Can be done to: 1.');
    expect(counts).toHaveTextContent('1 – No e-mail is planned for this request.');
    expect(server.operations.started).toEqual([]);
    await confirm(user, dialog);
    expect(await screen.findByTestId('operation-waiting')).toHaveTextContent('Cancel: begins in 30 s');
    expect(server.operations.started).toEqual([{ kind: 'cancel', reason: 'returned', review_request_ids: ['R1', 'R3'] }]);
  });

  it('may be all those the filters match, on the calendar of the website', async () => {
    const { user } = await renderPages(server, { address: '/?last=30d&status=scheduled&channel=online' });
    await tick(user, '#1');
    await user.click(screen.getByTestId('select-everything'));
    expect(screen.getByRole('checkbox', { name: 'Select request #2' })).toBeChecked();
    const dialog = await choose(user, /^Send now/);
    await dialog.findByTestId('operation-preview');
    await confirm(user, dialog);
    await screen.findByTestId('operation-waiting');
    const filter = { experience_from: '2026-10-25', experience_to: '2026-11-23', status: ['scheduled'], channel: ['online'] };
    expect(server.operations.counted).toEqual([{ kind: 'send_now', reason: '', filter, dry_run: true }]);
    expect(server.operations.started).toEqual([{ kind: 'send_now', reason: 'returned', filter }]);
  });

  it('are no longer selected on another list', async () => {
    const { user } = await renderPages(server, { address: '/?status=scheduled' });
    await tick(user, '#1');
    await user.click(screen.getByTestId('clear-filters'));
    await screen.findByText('#3');
    expect(screen.queryByTestId('selection-bar')).toBeNull();
  });

  it('need a reason', async () => {
    const { user } = await renderPages(server);
    await tick(user, '#1');
    const dialog = await choose(user, /^Cancel/);
    await dialog.findByTestId('operation-preview');
    await user.click(dialog.getByTestId('confirm'));
    expect(dialog.getByText('Say why, in at most 300 characters.')).toBeVisible();
    expect(server.operations.started).toEqual([]);
  });
});

describe('an operation', () => {
  async function cancelled() {
    const page = await renderPages(server, { address: '/?request=R1' });
    const menu = within(await screen.findByTestId('details')).findByTestId('operation-menu');
    await confirm(page.user, await choose(page.user, /^Cancel/, await menu));
    return { ...page, undo: await screen.findByTestId('undo-operation') };
  }

  it('can be undone while it waits', async () => {
    const { user, undo } = await cancelled();
    await user.click(undo);
    expect(await screen.findByText('Cancel: undone, nothing was changed')).toBeVisible();
    expect(server.operations.operations[0]?.state).toBe('undone');
  });

  it('says so when it is too late to undo', async () => {
    const { user, undo } = await cancelled();
    server.operations.begin();
    await user.click(undo);
    expect(await screen.findByText(/It is too late to undo: it has begun/)).toBeVisible();
  });

  it('is followed to its end, and the rows are read again', async () => {
    await cancelled();
    server.operations.run();
    const listsBefore = server.asked.filter((url) => url.pathname.endsWith('/review-requests')).length;
    expect(await screen.findByTestId('operation-done')).toHaveTextContent('Cancel: done, requests changed: 1');
    await waitFor(() => {
      expect(server.asked.filter((url) => url.pathname.endsWith('/review-requests')).length).toBeGreaterThan(listsBefore);
    });
  });
});

describe('one request', () => {
  const menuOf = async (id: string) => {
    const page = await renderPages(server, { address: `/?request=${id}`, language: 'fr' });
    return { ...page, menu: await within(await screen.findByTestId('details')).findByTestId('operation-menu') };
  };

  it('gets another date, on the clock of the website', async () => {
    const { user, menu } = await menuOf('R1');
    const dialog = await choose(user, /^Changer la date/, menu);
    await dialog.findByTestId('operation-preview');
    await confirm(user, dialog, 'à sa demande');
    await screen.findByTestId('operation-waiting');
    // Tomorrow at nine in Paris.
    expect(server.operations.started[0]).toMatchObject({ kind: 'reschedule', at: '2026-11-24T08:00:00.000Z' });
  });

  it('is not given a date gone by', async () => {
    const { user, menu } = await menuOf('R1');
    const dialog = await choose(user, /^Changer la date/, menu);
    const day = within(dialog.getByTestId('operation-day')).getByRole('textbox');
    await user.clear(day);
    await user.type(day, '2026/11/01');
    await confirm(user, dialog, 'à sa demande');
    expect(dialog.getByText('Choisissez une date à venir, dans un an au plus.')).toBeVisible();
    expect(server.operations.started).toEqual([]);
  });

  it('gets another address', async () => {
    const { user, menu } = await menuOf('R1');
    const dialog = await choose(user, /^Corriger l'adresse/, menu);
    await user.type(within(dialog.getByTestId('operation-email')).getByRole('textbox'), 'marie@example.org');
    await dialog.findByTestId('operation-preview');
    await confirm(user, dialog, 'faute de frappe');
    await screen.findByTestId('operation-waiting');
    expect(server.operations.started).toEqual([
      { kind: 'correct_address', email: 'marie@example.org', reason: 'faute de frappe', review_request_ids: ['R1'] },
    ]);
  });

  it('says why an action does not apply', async () => {
    const { user, menu } = await menuOf('R3');
    await user.click(within(menu).getByRole('button'));
    const item = await screen.findByRole('menuitem', { name: /^Envoyer maintenant/ });
    expect(item).toHaveAttribute('aria-disabled', 'true');
    expect(screen.getByRole('menuitem', { name: /^Renvoyer/ })).not.toHaveAttribute('aria-disabled', 'true');
  });

  it('is never written to again after an opt-out', async () => {
    server.requests = [details({ history: [entry('created', '2026-11-04T12:00:00Z'), entry('opted_out', '2026-11-12T12:00:00Z')] })];
    const { user, menu } = await menuOf('R1');
    await user.click(within(menu).getByRole('button'));
    const items = await screen.findAllByRole('menuitem');
    expect(items.map((item) => item.getAttribute('aria-disabled'))).toEqual(items.map(() => 'true'));
  });

  it('tells why its date, and who did what', async () => {
    server.requests = [
      planned({
        next_step: {
          ...{ kind: 'first_email', step: 0, reminder: 0, at: '2026-11-25T09:00:00Z' },
          rules: [{ code: 'account', fr: 'Délai de vos réglages : 7 jours.', en: 'Delay of your settings: 7 days.' }],
        },
        journal: [
          {
            at: '2026-11-20T10:00:00Z',
            kind: 'reschedule',
            operation_id: 'O1',
            actor: 's-1',
            reason: 'à sa demande',
            step: 0,
            changes: [{ field: 'next_email_at', before: '2026-11-24T09:00:00+00:00', after: '2026-11-25T09:00:00+00:00' }],
          },
        ],
      }),
    ];
    await menuOf('R1');
    expect(screen.getByTestId('details-explanation')).toHaveTextContent('Délai de vos réglages : 7 jours.');
    const history = screen.getByTestId('details-history');
    expect(history).toHaveTextContent('Date changée à la main20 nov. 2026, 11:00 par camille@example.com');
    expect(history).toHaveTextContent("Date de l'e-mail : 24 nov. 2026, 10:00 → 25 nov. 2026, 10:00");
  });
});

describe('a viewer', () => {
  it('sees no action', async () => {
    server.websites = [{ ...PARIS, permissions: ['requests:read'] }];
    await renderPages(server, { address: '/?request=R1' });
    await screen.findByTestId('details-history');
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(screen.queryByTestId('operation-menu')).toBeNull();
    expect(screen.queryByTestId('sending-menu')).toBeNull();
  });
});
