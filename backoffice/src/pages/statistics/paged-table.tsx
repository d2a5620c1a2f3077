/** A small table inside a section, a page at a time: a period has many days, a merchant may have many shops. */
import Pagination from '@cloudscape-design/components/pagination';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { useState } from 'react';
import { useI18n } from '../../i18n';

const ROWS_PER_PAGE = 31;

type PagedTableProps<T> = Required<Pick<TableProps<T>, 'items' | 'columnDefinitions'>> &
  Pick<TableProps<T>, 'empty' | 'footer'> & { label: string; testId: string };

export function PagedTable<T>({ items, label, testId, ...table }: PagedTableProps<T>) {
  const { pages: words } = useI18n().text.statistics;
  const [page, setPage] = useState(1);
  const pages = Math.ceil(items.length / ROWS_PER_PAGE);
  const current = Math.min(page, Math.max(pages, 1));
  return (
    <Table
      {...table}
      variant="embedded"
      items={items.slice((current - 1) * ROWS_PER_PAGE, current * ROWS_PER_PAGE)}
      contentDensity="compact"
      wrapLines
      ariaLabels={{ tableLabel: label }}
      pagination={
        pages > 1 && (
          <Pagination
            currentPageIndex={current}
            pagesCount={pages}
            onChange={({ detail }) => { setPage(detail.currentPageIndex); }}
            ariaLabels={{ paginationLabel: words.label(label), previousPageLabel: words.previous, nextPageLabel: words.next, pageLabel: words.page }}
          />
        )
      }
      data-testid={testId}
    />
  );
}
