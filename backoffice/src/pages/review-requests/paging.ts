/** Pages reached one token after the other: the API only ever gives the token of the next page. */

export interface VisitedPages {
  /** What the tokens belong to; tokens of another list are worthless. */
  list: string;
  /** Token of each page reached so far; the first page has none. */
  tokens: readonly (string | null)[];
  /** From 1. */
  page: number;
}

export function firstPage(list: string): VisitedPages {
  return { list, tokens: [null], page: 1 };
}

export function tokenOf({ tokens, page }: VisitedPages): string | null {
  return tokens[page - 1] ?? null;
}

/** Goes to a page already reached, or one further with the token that leads there. */
export function goToPage(visited: VisitedPages, page: number, nextToken: string | null): VisitedPages {
  if (page >= 1 && page <= visited.tokens.length) return { ...visited, page };
  if (nextToken === null || page !== visited.tokens.length + 1) return visited;
  return { ...visited, tokens: [...visited.tokens, nextToken], page };
}

/** How many pages to offer, and whether more are known to follow the last of them. */
export function pagesOf(visited: VisitedPages, nextToken: string | null): { pageCount: number; hasMore: boolean } {
  const isLast = visited.page === visited.tokens.length;
  return { pageCount: visited.tokens.length, hasMore: isLast && nextToken !== null };
}
