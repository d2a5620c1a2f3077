import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { View } from '../src/api/views';
import { NO_FILTERS } from '../src/pages/review-requests/filters';
import { contentOf, filtersOf, isChanged, linkTo } from '../src/pages/review-requests/views/view-state';
import { details, PARIS } from './builders';
import { FakeServer } from './fake-server';
import { renderPages } from './render-pages';

const VIEW: View = {
  view_id: 'V1',
  name: 'Échecs du mois',
  shared: false,
  last: '30d',
  filters: { status: ['error'], reason: ['hard_bounce'] },
  order: 'oldest',
  columns: ['reference', 'status', 'shop_id'],
};

type Page = Awaited<ReturnType<typeof renderPages>>;
const references = async () => (await screen.findAllByTestId('reference')).map((cell) => cell.textContent);
const menu = async (name: string | RegExp) => within(await screen.findByTestId('views')).findByRole('button', { name });

async function choose({ user }: Page, item: string | RegExp, button: string | RegExp = /^Views/) {
  await user.click(await menu(button));
  // The menu lies in the page, after everything else.
  await user.click((await screen.findAllByText(item)).at(-1) as HTMLElement);
}

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer();
  server.requests = [
    details({ review_request_id: 'R1', experience_reference: '1042', status: 'sent' }),
    details({ review_request_id: 'R2', experience_reference: '1043', status: 'error', reason: 'hard_bounce', shop_id: 'Lille 2' }),
  ];
});

describe('saved views', () => {
  it('bring filters, order and columns, and are named in the address', async () => {
    server.views.kept = [VIEW];
    const page = await renderPages(server, { address: '/?channel=online' });
    await references();
    await choose(page, /Échecs du mois/);
    await waitFor(async () => {
      expect(await references()).toEqual(['1043']);
    });
    expect(page.location.search).toBe('?last=30d&status=error&reason=hard_bounce&order=oldest&view=V1');
    const headers = within(screen.getByRole('table')).getAllByRole('columnheader').map((header) => header.textContent);
    expect(headers.slice(1)).toEqual(['Experience reference', 'Current status', 'Shop']);
    expect(await menu('Views Échecs du mois')).toHaveTextContent('Échecs du mois');
  });

  it('say when the list is no longer what they hold, and take the change', async () => {
    server.views.kept = [VIEW];
    const page = await renderPages(server, { address: '/?last=30d&status=error&view=V1', columns: [...VIEW.columns] });
    expect(await screen.findByText('Échecs du mois (changed)')).toBeVisible();
    await choose(page, 'Save the changes');
    expect(await screen.findByText('Échecs du mois')).toBeVisible();
    expect(server.views.kept[0]).toMatchObject({ last: '30d', filters: { status: ['error'] }, order: 'newest', name: 'Échecs du mois' });
  });

  it('are saved under a name, for oneself or for the team', async () => {
    const page = await renderPages(server, { address: '/?status=error&request=R2' });
    await references();
    await choose(page, /Save as a new view/);
    const dialog = within(await screen.findByTestId('save-view'));
    await page.user.click(dialog.getByTestId('confirm'));
    expect(dialog.getByText(/Give a name/)).toBeVisible();
    await page.user.type(dialog.getByRole('textbox'), 'Erreurs');
    await page.user.click(dialog.getByRole('radio', { name: /Everybody/ }));
    await page.user.click(dialog.getByRole('checkbox'));
    await page.user.click(dialog.getByTestId('confirm'));
    await waitFor(() => {
      expect(page.location.search).toBe('?status=error&request=R2&view=V1');
    });
    expect(server.views.kept).toMatchObject([{ name: 'Erreurs', shared: true, filters: { status: ['error'] }, last: null }]);
    expect(server.views.defaultId).toBe('V1');
    expect(await menu('Views Erreurs')).toHaveTextContent('Erreurs');
  });

  it('are renamed and deleted, after a question', async () => {
    server.views.kept = [VIEW];
    const page = await renderPages(server, { address: '/?view=V1' });
    await references();
    await choose(page, /^Rename/);
    const rename = within(await screen.findByTestId('rename-view'));
    await page.user.clear(rename.getByRole('textbox'));
    await page.user.type(rename.getByRole('textbox'), 'Autre{Enter}');
    await menu('Views Autre');
    expect(server.views.kept).toEqual([{ ...VIEW, name: 'Autre' }]);
    await choose(page, /^Delete/);
    const remove = within(await screen.findByTestId('delete-view'));
    expect(server.views.kept).toHaveLength(1);
    await page.user.click(remove.getByTestId('confirm'));
    await waitFor(() => {
      expect(page.location.search).toBe('');
    });
    expect(server.views.kept).toEqual([]);
  });

  it('of the team can only be opened by who manages nothing', async () => {
    server.websites = [{ ...PARIS, permissions: ['requests:read'] }];
    server.views.kept = [{ ...VIEW, shared: true }];
    const { user } = await renderPages(server, { address: '/?view=V1' });
    await user.click(await menu(/Échecs/));
    await screen.findByText('Open by default');
    expect(screen.queryByText('Delete…')).toBeNull();
    expect(screen.queryByText('Rename…')).toBeNull();
  });

  it('one of which opens by default, for who asks for no list in particular', async () => {
    server.views.kept = [VIEW];
    server.views.defaultId = 'V1';
    const { user, location } = await renderPages(server, { address: '/?website=website-paris' });
    await waitFor(() => {
      expect(location.search).toBe('?website=website-paris&last=30d&status=error&reason=hard_bounce&order=oldest&view=V1');
    });
    // The address changes a moment before the page that shows it.
    const clear = screen.getByTestId('clear-filters');
    await waitFor(() => {
      expect(clear).toBeEnabled();
    });
    await user.click(clear);
    await waitFor(async () => {
      expect(await references()).toHaveLength(2);
    });
  });

  it('does not open over a list that was asked for', async () => {
    server.views.kept = [VIEW];
    server.views.defaultId = 'V1';
    const { location } = await renderPages(server, { address: '/?status=sent' });
    expect(await references()).toEqual(['1042']);
    await menu(/^Views/);
    expect(location.search).toBe('?status=sent');
  });

  it('give way to a link, which holds the list and nothing else', async () => {
    server.views.kept = [VIEW];
    const page = await renderPages(server, { address: '/?status=error&request=R2&view=V1' });
    await references();
    await choose(page, 'Copy a link to this list');
    await screen.findByTestId('copied');
    expect(await navigator.clipboard.readText()).toBe('https://suivi.example/?status=error&website=website-paris');
  });
});

describe('what a view holds', () => {
  const filters = { ...NO_FILTERS, shops: ['a', 'b'], period: { kind: 'last', amount: 7, unit: 'day' } as const, reached: 'sent' as const };

  it('is what the address holds, and comes back as it was', () => {
    const content = contentOf(filters, ['reference', 'status']);
    expect(content).toEqual({ last: '7d', filters: { shop_id: ['a', 'b'], reached: ['sent'] }, order: 'newest', columns: ['reference', 'status'] });
    expect(filtersOf(content)).toEqual(filters);
    expect(filtersOf({ ...content, filters: { ...content.filters, reached: 'sent', template: ['standard'] } })).toEqual({ ...filters, template: 'standard' });
  });

  it('is compared whatever the order of the values, and with the columns', () => {
    const view = { ...VIEW, ...contentOf(filters, ['reference', 'status']) };
    expect(isChanged(view, { ...filters, shops: ['b', 'a'] }, ['reference', 'status'])).toBe(false);
    expect(isChanged(view, { ...filters, shops: ['b'] }, ['reference', 'status'])).toBe(true);
    expect(isChanged(view, filters, ['reference', 'email', 'status'])).toBe(true);
    expect(isChanged({ ...view, columns: [] }, filters, ['reference', 'email', 'status'])).toBe(false);
  });

  it('goes into a link with its website', () => {
    expect(linkTo(filters, 'w-1', new URL('https://suivi.example/?request=R1'))).toBe(
      'https://suivi.example/?last=7d&shop_id=a&shop_id=b&reached=sent&website=w-1',
    );
  });
});
