/** What a person chose for themselves: language, appearance, page size, columns, place of the details. */
import { createContext, startTransition, use, useCallback, useMemo, useState, type ReactNode } from 'react';
import { isLanguage, languageOfBrowser } from '../i18n';
import type { Appearance, Language } from '../i18n/catalogue';
import { columnsOf, type ColumnId } from './columns';
import { readStored, writeStored } from './browser-storage';

export const PAGE_SIZES = [10, 20, 50, 100] as const;
export type PageSize = (typeof PAGE_SIZES)[number];

export const APPEARANCES: readonly Appearance[] = ['system', 'light', 'dark'];

export interface Preferences {
  language: Language;
  appearance: Appearance;
  pageSize: PageSize;
  /** Columns of the tracking table, in order. */
  columns: readonly ColumnId[];
  panelPosition: 'side' | 'bottom';
}

interface PreferencesHandle {
  preferences: Preferences;
  change: (changes: Partial<Preferences>) => void;
}

const STORAGE_KEY = 'suivi.preferences';

const PreferencesContext = createContext<PreferencesHandle | null>(null);

export function usePreferences(): PreferencesHandle {
  const handle = use(PreferencesContext);
  if (!handle) throw new Error('usePreferences needs a PreferencesProvider');
  return handle;
}

export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [preferences, setPreferences] = useState(storedPreferences);
  const change = useCallback((changes: Partial<Preferences>) => {
    const next = { ...storedPreferences(), ...changes };
    writeStored(STORAGE_KEY, next);
    // A transition keeps the page on screen while the sentences of another language arrive.
    startTransition(() => {
      setPreferences((current) => ({ ...current, ...changes }));
    });
  }, []);
  const handle = useMemo(() => ({ preferences, change }), [preferences, change]);
  return <PreferencesContext value={handle}>{children}</PreferencesContext>;
}

/** Anything unknown in the storage (an older page, a hand-made edit) falls back to the default. */
export function storedPreferences(): Preferences {
  const stored = readStored(STORAGE_KEY);
  const known: Partial<Record<keyof Preferences, unknown>> = typeof stored === 'object' && stored ? stored : {};
  return {
    language: isLanguage(known.language) ? known.language : languageOfBrowser(navigator.languages),
    appearance: APPEARANCES.find((appearance) => appearance === known.appearance) ?? 'system',
    pageSize: PAGE_SIZES.find((size) => size === known.pageSize) ?? 50,
    columns: columnsOf(known.columns),
    panelPosition: known.panelPosition === 'bottom' ? 'bottom' : 'side',
  };
}
