/** A figure that leads to its rows in the tracking table. */
import Link from '@cloudscape-design/components/link';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { parametersOf, type StatisticsFilter } from '../../api/statistics';
import type { AfterReminder, Milestone } from '../../api/types';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import { PATHS } from '../../layout/navigation';
import { isShop } from '../review-requests/filters';

interface RowsLinkProps {
  count: number;
  filter: StatisticsFilter;
  /** Which of the requests of the filter are counted. */
  which: { reached: Milestone } | { after_reminder: AfterReminder };
  /** What the figure counts, for who hears it apart from its table. */
  label: string;
  /** What is shown instead of the bare figure. */
  sentence?: string;
}

export function RowsLink({ count, filter, which, label, sentence }: RowsLinkProps) {
  const { text } = useI18n();
  const navigate = useNavigate();
  const href = useListAddress(filter, which);
  const shown = useDates().count(count);
  if (count === 0 || !canBeListed(filter)) return <>{sentence ?? shown}</>;
  return (
    <Link
      href={href}
      ariaLabel={text.statistics.showRows(sentence ?? `${label}: ${shown}`)}
      onFollow={(event) => {
        event.preventDefault();
        void navigate(href);
      }}
    >
      {sentence ?? shown}
    </Link>
  );
}

/** The list with the same filters, and the website of this page. */
function useListAddress(filter: StatisticsFilter, which: RowsLinkProps['which']): string {
  const [present] = useSearchParams();
  const website = present.get('website');
  const parameters = new URLSearchParams({ ...(website ? { website } : {}) });
  for (const [name, value] of [...parametersOf(filter), ...Object.entries(which)]) parameters.append(name, value);
  return `${PATHS.follow}?${parameters.toString()}`;
}

/** The list takes no shop whose identifier looks like an address: it must not stand in the page's. */
function canBeListed({ shop_id: shops = [] }: StatisticsFilter): boolean {
  return shops.every(isShop);
}
