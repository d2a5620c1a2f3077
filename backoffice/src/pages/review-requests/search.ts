/** What somebody typed into the search box, and what it can mean. */
import type { SearchTerms } from '../../api/review-requests';
import { isEmail } from '../../common/email';

export type SearchKind = 'experience_reference' | 'email' | 'email_prefix';

/** The API looks for no shorter beginning. */
const SHORTEST_PREFIX = 3;

/** What is meant: an `@` makes an e-mail address or its beginning, anything else is a reference. Null for nothing. */
export function termsOf(typed: string): SearchTerms | null {
  const text = typed.trim();
  if (!text) return null;
  if (!text.includes('@')) return { experience_reference: text };
  if (isEmail(text)) return { email: text };
  return { email_prefix: text };
}

export type SearchProblem = 'tooShort' | 'noPrefix';

/** Why the API would not look for it; null when it would. A beginning could be used to guess an address that is masked. */
export function problemOf(terms: SearchTerms, mayReadCustomers: boolean): SearchProblem | null {
  if (!('email_prefix' in terms)) return null;
  if (!mayReadCustomers) return 'noPrefix';
  return terms.email_prefix.length < SHORTEST_PREFIX ? 'tooShort' : null;
}

export function kindOf(terms: SearchTerms): SearchKind {
  if ('email' in terms) return 'email';
  return 'email_prefix' in terms ? 'email_prefix' : 'experience_reference';
}

export function typedOf(terms: SearchTerms): string {
  if ('email' in terms) return terms.email;
  return 'email_prefix' in terms ? terms.email_prefix : terms.experience_reference;
}

/** What the same words may mean as well, where that is not plain: `marie` is a reference or the beginning of an address. */
export function otherMeaningOf(terms: SearchTerms): SearchTerms | null {
  const typed = typedOf(terms);
  if ('email' in terms) return { email_prefix: typed };
  if ('email_prefix' in terms) return typed.includes('@') ? null : { experience_reference: typed };
  return typed.length >= SHORTEST_PREFIX && !/[\s#]/.test(typed) ? { email_prefix: typed } : null;
}
