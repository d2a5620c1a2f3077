import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { reasonOf } from '../src/i18n/reasons';
import { termsOf, otherMeaningOf } from '../src/pages/review-requests/search';
import { details, PARIS } from './builders';
import { FakeServer } from './fake-server';
import { renderPages } from './render-pages';

const references = async () => (await screen.findAllByTestId('reference')).map((cell) => cell.textContent);

let server: FakeServer;
beforeEach(() => {
  server = new FakeServer();
  server.requests = [
    details({ review_request_id: 'R1', experience_reference: '1042', status: 'sent', channel: 'online', experience_date: '2026-11-04T10:15:00+01:00' }),
    details({ review_request_id: 'R2', experience_reference: '1043', status: 'error', reason: 'hard_bounce', channel: 'offline', shop_id: 'Lille 2' }),
    details({ review_request_id: 'R3', experience_reference: 'zoe', status: 'error', reason: 'capped', customer_email: 'zoe@example.com', language: 'br' }),
  ];
});

describe('more filters', () => {
  it('are one press away, go into the address and stand under it as tokens that can be removed', async () => {
    const { user, location } = await renderPages(server);
    await references();
    expect(screen.queryByTestId('more-filters-area')).toBeNull();
    await user.click(screen.getByTestId('more-filters'));
    await user.click(screen.getByRole('button', { name: /Reason/ }));
    const sentence = reasonOf('hard_bounce', 'en').sentence;
    await user.click(await screen.findByRole('option', { name: sentence }));
    await waitFor(async () => {
      expect(await references()).toEqual(['1043']);
    });
    expect(location.search).toBe('?reason=hard_bounce');
    await user.click(screen.getByRole('button', { name: `Remove the filter Reason: ${sentence}` }));
    await waitFor(async () => {
      expect(await references()).toHaveLength(3);
    });
    expect(location.search).toBe('');
  });

  it('take shops as they are typed', async () => {
    const { user, location } = await renderPages(server);
    await user.click(await screen.findByTestId('more-filters'));
    await user.type(screen.getByPlaceholderText('Identifier, then Enter'), 'zoe@example.com{Enter}');
    expect(screen.getByTestId('more-filters-area')).toHaveTextContent('no @');
    await user.clear(screen.getByPlaceholderText('Identifier, then Enter'));
    await user.type(screen.getByPlaceholderText('Identifier, then Enter'), 'Lille 2{Enter}');
    expect(await screen.findByTestId('filter-tokens')).toHaveTextContent('Shop: Lille 2');
    expect(location.search).toBe('?shop_id=Lille+2');
  });

  it('of a link are told in words', async () => {
    await renderPages(server, {
      language: 'fr',
      address: '/?channel=offline&language=br&transmission_method=csv&sent_from=2026-11-01&sent_to=2026-11-30&reached=form_opened&template=own-12ab9f',
    });
    const tokens = await screen.findByTestId('filter-tokens');
    for (const words of [
      'Canal : En magasin',
      'Méthode de transmission : Fichier CSV',
      'Langue : portugais brésilien',
      'Premier e-mail envoyé : du 1 nov. 2026 au 30 nov. 2026',
      'Étape atteinte : Formulaire ouvert',
      'Modèle du premier e-mail : Textes du site 12ab9f',
    ]) {
      expect(tokens).toHaveTextContent(words);
    }
    expect(Object.fromEntries(server.lastList)).toMatchObject({ sent_from: '2026-11-01', sent_to: '2026-11-30', reached: 'form_opened', template: 'own-12ab9f' });
  });
});

describe('counts', () => {
  it('say how many requests each status has and show those of one', async () => {
    const { user, location } = await renderPages(server, { address: '/?last=30d' });
    await user.click(await screen.findByRole('button', { name: 'Error: 2' }));
    await waitFor(async () => {
      expect(await references()).toEqual(['1043', 'zoe']);
    });
    expect(location.search).toBe('?last=30d&status=error');
    expect(screen.getByRole('button', { name: 'Error: 2' })).toHaveAttribute('aria-pressed', 'true');
    expect(screen.getByRole('button', { name: 'Form opened: 0' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'All: 3' }));
    expect(location.search).toBe('?last=30d');
  });

  it('follow the dates and the type, and say that they follow nothing else', async () => {
    await renderPages(server, { address: '/?last=30d&review_type=brand&status=sent&channel=online' });
    expect(await screen.findByText(/The counts follow/)).toBeVisible();
    const counted = server.asked.find((url) => url.pathname.endsWith('/counts'));
    expect(counted?.searchParams.toString()).toBe('experience_from=2026-10-25&experience_to=2026-11-23&review_type=brand');
  });

  it('are read again with the list', async () => {
    const { user } = await renderPages(server);
    await screen.findByRole('button', { name: 'All: 3' });
    server.requests = server.requests.slice(1);
    await user.click(screen.getByTestId('refresh'));
    expect(await screen.findByRole('button', { name: 'All: 2' })).toBeVisible();
  });

  it('give no number while they are being made anew', async () => {
    server.tracked.isCounted = false;
    await renderPages(server);
    expect(await screen.findByText(/being counted/)).toBeVisible();
    expect(screen.queryByTestId('status-counts')).toBeNull();
  });
});

describe('search', () => {
  const search = async (words: string, options: Parameters<typeof renderPages>[1] = {}) => {
    const page = await renderPages(server, { address: '/?status=sent', ...options });
    await references();
    await page.user.type(screen.getByTestId('search-box').querySelector('input') as HTMLElement, `${words}{Enter}`);
    return page;
  };

  it('finds an address and leaves no trace of it', async () => {
    const { user, location } = await search('zoe@example.com');
    expect(await screen.findByTestId('results-bar')).toHaveTextContent('“zoe@example.com”');
    expect(await references()).toEqual(['zoe']);
    expect(server.tracked.searched).toEqual([{ email: 'zoe@example.com', page_size: 10 }]);
    expect(location.search).toBe('?status=sent');
    expect(JSON.stringify(window.localStorage)).not.toContain('zoe');
    expect(server.asked.map(String).join()).not.toContain('zoe');
    await user.click(screen.getByTestId('leave-search'));
    await waitFor(async () => {
      expect(await references()).toEqual(['1042']);
    });
    expect(screen.getByTestId('search-box').querySelector('input')).toHaveValue('');
  });

  it('offers what the words may mean as well', async () => {
    const { user } = await search('zoe');
    expect(await screen.findByTestId('results-bar')).toHaveTextContent('reference “zoe”');
    await user.click(screen.getByTestId('other-meaning'));
    expect(await screen.findByTestId('results-bar')).toHaveTextContent('e-mail begins with “zoe”');
    expect(server.tracked.searched.at(-1)).toEqual({ email_prefix: 'zoe', page_size: 10 });
  });

  it('takes no beginning of an address from who may not read customers', async () => {
    server.websites = [{ ...PARIS, permissions: ['requests:read'] }];
    const { user } = await search('zoe@ex');
    expect(await screen.findByText(/Type the whole address/)).toBeVisible();
    await user.clear(screen.getByTestId('search-box').querySelector('input') as HTMLElement);
    await user.type(screen.getByTestId('search-box').querySelector('input') as HTMLElement, 'zoe{Enter}');
    await screen.findByTestId('results-bar');
    expect(screen.queryByTestId('other-meaning')).toBeNull();
    expect(server.tracked.searched).toEqual([{ experience_reference: 'zoe', page_size: 10 }]);
  });

  it('says when nothing was found', async () => {
    await search('9999');
    expect(await screen.findByTestId('nothing-found')).toHaveTextContent('exactly as it was transmitted');
  });

  it('pages through what it found', async () => {
    server.requests = Array.from({ length: 12 }, (_, index) => details({ review_request_id: `R${index}`, experience_reference: `#${index}` }));
    const { user } = await search('marie.d@');
    expect(await screen.findByTestId('nothing-found')).toBeVisible();
    await user.type(screen.getByTestId('search-box').querySelector('input') as HTMLElement, '{Backspace}{Enter}');
    await user.click(await screen.findByTestId('other-meaning'));
    await screen.findByText('#9');
    await user.click(screen.getByRole('button', { name: 'Next page' }));
    await screen.findByText('#11');
    expect(server.tracked.searched.at(-1)).toMatchObject({ email_prefix: 'marie.d', page_token: 'after-10' });
  });

  it.each([
    ['  #1042 ', { experience_reference: '#1042' }],
    ['zoe@example.com', { email: 'zoe@example.com' }],
    ['zoe@exam', { email_prefix: 'zoe@exam' }],
    ['   ', null],
  ])('understands %s', (typed, terms) => {
    expect(termsOf(typed)).toEqual(terms);
  });

  it.each([
    [{ experience_reference: '#1042' }, null],
    [{ experience_reference: 'ab' }, null],
    [{ email: 'zoe@example.co' }, { email_prefix: 'zoe@example.co' }],
    [{ email_prefix: 'zoe' }, { experience_reference: 'zoe' }],
    [{ email_prefix: 'zoe@' }, null],
  ])('offers the other meaning of %o', (terms, other) => {
    expect(otherMeaningOf(terms)).toEqual(other);
  });
});

describe('order and columns', () => {
  it('turn with the head of the experience date, in the address', async () => {
    const { user, location } = await renderPages(server);
    await references();
    await user.click(screen.getByRole('button', { name: 'Experience date, newest first' }));
    await waitFor(() => {
      expect(location.search).toBe('?order=oldest');
    });
    expect(server.lastList.get('order')).toBe('oldest');
    await user.click(await screen.findByRole('button', { name: 'Experience date, oldest first' }));
    await waitFor(() => {
      expect(location.search).toBe('');
    });
  });

  it('show what comes next and what was chosen to be seen', async () => {
    const at = '2026-11-25T09:00:00Z';
    server.requests = [details({ shop_id: 'Lille 2', next_step: { kind: 'reminder', step: 2, reminder: 1, at, rules: [] } })];
    await renderPages(server, { columns: ['reference', 'next_step', 'shop_id', 'status'] });
    await references();
    const headers = within(screen.getByRole('table')).getAllByRole('columnheader').map((header) => header.textContent);
    expect(headers.slice(1)).toEqual(['Experience reference', 'Next step', 'Shop', 'Current status']);
    const row = within(screen.getByRole('table')).getAllByRole('row')[1];
    expect(row).toHaveTextContent('Reminder 1');
    expect(row).toHaveTextContent('25 Nov 2026, 10:00');
    expect(row).toHaveTextContent('Lille 2');
  });
});

describe('a masked address', () => {
  it('says why it is masked', async () => {
    server.websites = [{ ...PARIS, permissions: ['requests:read'] }];
    server.requests = [details({ customer_email: 'm***@e***.com' })];
    const { user } = await renderPages(server);
    await user.hover(await screen.findByTestId('customer-email'));
    expect(await screen.findByText(/does not give access to customers/)).toBeVisible();
  });
});
