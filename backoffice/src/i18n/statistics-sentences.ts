/** The sentences of the page of statistics. */
import type { Dimension } from '../api/statistics';

export interface StatisticsSentences {
  title: string;
  /** Which requests the figures count, in one sentence. */
  description: string;
  loading: string;
  failed: string;
  beingCounted: string;
  beingCountedHelp: string;
  none: string;
  noneHelp: string;
  filters: {
    period: string;
    tooEarly: (months: number) => string;
    tooLate: string;
    shop: string;
    allShops: string;
  };
  /** Of a table with several pages. */
  pages: { label: (table: string) => string; previous: string; next: string; page: (page: number) => string };
  /** Of a figure: what a press on it shows. */
  showRows: (figure: string) => string;
  funnel: {
    title: string;
    help: string;
    stage: string;
    requests: string;
    absolute: string;
    relative: string;
    /** Why the stage of openings says little. */
    openings: { aggregated: (count: string) => string; off: string };
  };
  reminders: {
    title: string;
    none: string;
    sent: (count: number, shown: string) => string;
    /** `share` is that of all reviews; null when there are none. */
    reviews: (count: number, shown: string, share: string | null) => string;
    forms: (count: number, shown: string) => string;
    help: string;
  };
  days: {
    title: string;
    chart: string;
    chartText: (first: string, last: string, sent: string, reviews: string) => string;
    axis: string;
    day: string;
    table: string;
    of: (stage: string, day: string) => string;
  };
  groups: {
    title: string;
    help: string;
    dimensions: Record<Dimension, string>;
    none: Record<Dimension, string>;
    both: string;
    of: (stage: string, group: string) => string;
    rate: string;
  };
}
