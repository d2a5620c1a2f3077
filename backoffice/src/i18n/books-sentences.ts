/** The sentences of the page of books. */
import type { LineFigure } from '../api/books';

export interface BooksSentences {
  title: string;
  /** What is counted, in one sentence. */
  description: string;
  loading: string;
  failed: string;
  none: string;
  noneHelp: string;
  period: string;
  tooLong: (days: number) => string;
  table: string;
  total: string;
  columns: Record<LineFigure | 'day' | 'method' | 'requests' | 'statuses' | 'state', string>;
  /** Of a figure: what a press on it shows. */
  showLines: (figure: string) => string;
  showRequests: (figure: string) => string;
  of: (figure: string, day: string, method: string) => string;
  state: { closed: string; checked: string; open: string; allClose: string; someOpen: (count: number) => string };
  /** One of the transmissions that keep the books open. */
  openOne: (n: number) => string;
  checkedAt: (instant: string) => string;
  equation: string;
  count: string;
  countOf: (day: string, method: string) => string;
  statusCount: (status: string, count: string) => string;
  countedAt: (instant: string) => string;
  notKnown: string;
}
