/** The language of the page: which one, its sentences, and how it reaches every component. */
import { I18nProvider } from '@cloudscape-design/components/i18n';
import { createContext, use, useEffect, useMemo, type ReactNode } from 'react';
import { LANGUAGES, type Catalogue, type Language } from './catalogue';
import { messagesOf } from './component-messages';
import { en } from './en';
import { fr } from './fr';

export const CATALOGUES: Record<Language, Catalogue> = { fr, en };

interface I18n {
  language: Language;
  text: Catalogue;
}

const I18nContext = createContext<I18n>({ language: 'en', text: en });

export function useI18n(): I18n {
  return use(I18nContext);
}

/** Suspends while the design system's own sentences arrive. */
export function LanguageProvider({ language, children }: { language: Language; children: ReactNode }) {
  const i18n = useMemo(() => ({ language, text: CATALOGUES[language] }), [language]);
  const messages = use(messagesOf(language));
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <I18nContext value={i18n}>
      <I18nProvider locale={language} messages={[messages]}>
        {children}
      </I18nProvider>
    </I18nContext>
  );
}

/** The first language of the browser that we speak, else English. */
export function languageOfBrowser(languages: readonly string[]): Language {
  const spoken = languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return LANGUAGES.find((language) => language === spoken.find(isLanguage)) ?? 'en';
}

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value);
}
