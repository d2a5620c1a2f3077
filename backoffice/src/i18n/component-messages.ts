/** The design system's own sentences (calendar, dialogs…), one download per language, on first use. */
import type { I18nProviderProps } from '@cloudscape-design/components/i18n';
import type { Language } from './catalogue';

type Messages = I18nProviderProps.Messages;

const LOADERS: Record<Language, () => Promise<{ default: Messages }>> = {
  fr: () => import('@cloudscape-design/components/i18n/messages/all.fr'),
  en: () => import('@cloudscape-design/components/i18n/messages/all.en'),
};
const loaded = new Map<Language, Promise<Messages>>();

export function messagesOf(language: Language): Promise<Messages> {
  const known = loaded.get(language);
  if (known) return known;
  const messages = LOADERS[language]().then((module) => module.default);
  loaded.set(language, messages);
  return messages;
}
