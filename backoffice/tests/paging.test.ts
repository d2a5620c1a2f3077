import { describe, expect, it } from 'vitest';
import { firstPage, goToPage, pagesOf, tokenOf } from '../src/pages/review-requests/paging';

describe('pages by token', () => {
  it('go forward with the token received and back with the one kept', () => {
    const second = goToPage(firstPage('list'), 2, 'after-50');
    const third = goToPage(second, 3, 'after-100');
    expect([tokenOf(second), tokenOf(third)]).toEqual(['after-50', 'after-100']);
    expect(tokenOf(goToPage(third, 2, null))).toBe('after-50');
    expect(tokenOf(goToPage(third, 1, null))).toBeNull();
  });

  it('never jump to a page whose token is not known', () => {
    const first = firstPage('list');
    expect(goToPage(first, 2, null)).toEqual(first);
    expect(goToPage(first, 3, 'after-50')).toEqual(first);
    expect(goToPage(first, 0, 'after-50')).toEqual(first);
  });

  it('offer one more page only after the last one reached', () => {
    const second = goToPage(firstPage('list'), 2, 'after-50');
    expect(pagesOf(second, 'after-100')).toEqual({ pageCount: 2, hasMore: true });
    expect(pagesOf(second, null)).toEqual({ pageCount: 2, hasMore: false });
    expect(pagesOf(goToPage(second, 1, null), 'after-50')).toEqual({ pageCount: 2, hasMore: false });
  });
});
