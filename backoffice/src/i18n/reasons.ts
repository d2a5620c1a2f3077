/** The sentence and the next action of a reason code; the table is generated from the Python domain at build. */
import generated from '../generated/reasons.json';
import type { Language } from './catalogue';

export interface Reason {
  sentence: string;
  /** Empty when nothing is known of what to do. */
  next_action: string;
}

const REASONS = new Map<string, Record<Language, Reason>>(Object.entries(generated));

/** Every code this page knows, in the domain's order. */
export const REASON_CODES: readonly string[] = [...REASONS.keys()];

/** A code that is newer than this page is shown as it is. */
export function reasonOf(code: string, language: Language): Reason {
  return REASONS.get(code)?.[language] ?? { sentence: code, next_action: '' };
}
