/** The books of a website: what came in by day and transmission method, and what became of it. */
import { websitePath, type Caller } from './caller';
import type { Status, TransmissionMethod } from './types';

/** Figures of books that lines stand behind. */
export const LINE_FIGURES = ['received', 'accepted', 'withdrawn', 'duplicate', 'conflict', 'rejected'] as const;
export type LineFigure = (typeof LINE_FIGURES)[number];

/** Lines by result; `requests` are the review requests that the accepted lines made. */
export type Books = Record<LineFigure | 'requests', number>;

export interface DoorBooks {
  day: string;
  transmission_method: TransmissionMethod;
  books: Books;
  /** Everything is accounted for, as far as is known. */
  closes: boolean;
  /** When the nightly check compared them with lines and requests. */
  checked_at: string | null;
  /** Some of those that keep the books open. */
  open_transmission_ids: string[];
  /** Null as long as nobody has looked. */
  requests_by_status: Partial<Record<Status, number>> | null;
  counted_at: string | null;
}

export interface DailyBooks {
  from: string;
  to: string;
  days: DoorBooks[];
}

export interface BooksApi {
  /** Days are `YYYY-MM-DD`, both included. */
  readBooks(websiteId: string, days: { from: string; to: string }, signal: AbortSignal): Promise<DailyBooks>;
  /** One day and door, with what became of its requests as they stand now. */
  countRequests(websiteId: string, one: Pick<DoorBooks, 'day' | 'transmission_method'>, signal: AbortSignal): Promise<DailyBooks>;
}

export function booksApi({ get }: Caller): BooksApi {
  const read = (websiteId: string, parameters: Record<string, string>, signal: AbortSignal): Promise<DailyBooks> =>
    get(`${websitePath(websiteId)}/books?${new URLSearchParams(parameters).toString()}`, signal);
  return {
    readBooks: (websiteId, { from, to }, signal) => read(websiteId, { from, to }, signal),
    countRequests: (websiteId, { day, transmission_method }, signal) =>
      read(websiteId, { from: day, to: day, transmission_method, by: 'status' }, signal),
  };
}

/** What several lines of the books come to. */
export function totalOf(lines: readonly { books: Books }[]): Books {
  const sum = (figure: keyof Books) => lines.reduce((total, { books }) => total + books[figure], 0);
  return Object.fromEntries([...LINE_FIGURES, 'requests' as const].map((figure) => [figure, sum(figure)])) as Books;
}
