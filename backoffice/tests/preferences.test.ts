import { describe, expect, it, vi } from 'vitest';
import { storedPreferences } from '../src/common/preferences';

import { DEFAULT_COLUMNS } from '../src/common/columns';

const DEFAULTS = { language: 'en', appearance: 'system', pageSize: 50, columns: DEFAULT_COLUMNS, panelPosition: 'side' };

describe('preferences', () => {
  it.each(['', 'not json', 'null', '7', '{"language":"xx","pageSize":33,"appearance":1,"panelPosition":"top"}'])(
    'fall back to the defaults when the browser holds %s',
    (stored) => {
      window.localStorage.setItem('suivi.preferences', stored);
      expect(storedPreferences()).toEqual(DEFAULTS);
    },
  );

  it('fall back to the defaults when the browser refuses its storage', () => {
    const refused = vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    expect(storedPreferences()).toEqual(DEFAULTS);
    refused.mockRestore();
  });
});
