/** Sentences that the API tells in both languages. */
import type { Told } from '../api/transmissions';
import { useI18n } from '../i18n';

/** The sentence in the page's language; empty where nothing is told. */
export function useTold(): (told: Told | null | undefined) => string {
  const { language } = useI18n();
  return (told) => told?.[language] ?? '';
}
