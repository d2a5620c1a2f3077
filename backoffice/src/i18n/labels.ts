/** Labels of the API's words. A word newer than this page is shown as it is, rather than nothing. */
import type { Fact } from '../api/types';
import type { Catalogue } from './catalogue';

export function labelOf<Word extends string>(labels: Record<Word, string>, word: Word): string {
  const known: Partial<Record<string, string>> = labels;
  return known[word] ?? word;
}

export function factSentence(text: Catalogue, fact: Fact, step: number): string {
  const known: Partial<Record<string, (step: number) => string>> = text.facts;
  return known[fact]?.(step) ?? fact;
}
