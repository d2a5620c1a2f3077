/** How a customer's language is called; merchants' words for two of them are not the usual codes. */
import { useDates } from './website';

const TAG_OF_WORD: Partial<Record<string, string>> = { br: 'pt-BR', be: 'fr-BE', pt: 'pt-PT' };

export function useLanguageName(): (word: string) => string {
  const dates = useDates();
  return (word) => dates.languageName(TAG_OF_WORD[word] ?? word);
}
