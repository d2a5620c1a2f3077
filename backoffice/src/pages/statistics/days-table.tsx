/** The days of the period as a table, the last one first; every figure leads to its rows. */
import Pagination from '@cloudscape-design/components/pagination';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { useState } from 'react';
import type { DayFigures, StatisticsFilter } from '../../api/statistics';
import { MILESTONES } from '../../api/types';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import { RowsLink } from './rows-link';

const DAYS_PER_PAGE = 31;

interface DaysTableProps {
  days: readonly DayFigures[];
  filter: StatisticsFilter;
}

export function DaysTable({ days, filter }: DaysTableProps) {
  const { text } = useI18n();
  const [page, setPage] = useState(1);
  const columns = useColumns(filter);
  const pages = Math.ceil(days.length / DAYS_PER_PAGE);
  const current = Math.min(page, Math.max(pages, 1));
  const items = [...days].reverse().slice((current - 1) * DAYS_PER_PAGE, current * DAYS_PER_PAGE);
  const { tablePages } = text.statistics.days;
  return (
    <Table
      variant="embedded"
      items={items}
      columnDefinitions={columns}
      contentDensity="compact"
      wrapLines
      ariaLabels={{ tableLabel: text.statistics.days.title }}
      pagination={
        pages > 1 && (
          <Pagination
            currentPageIndex={current}
            pagesCount={pages}
            onChange={({ detail }) => { setPage(detail.currentPageIndex); }}
            ariaLabels={{ paginationLabel: tablePages.label, previousPageLabel: tablePages.previous, nextPageLabel: tablePages.next, pageLabel: tablePages.page }}
          />
        )
      }
      data-testid="days"
    />
  );
}

function useColumns(filter: StatisticsFilter): TableProps.ColumnDefinition<DayFigures>[] {
  const { text } = useI18n();
  const dates = useDates();
  const stages = text.tracking.filters.milestones;
  return [
    { id: 'day', header: text.statistics.days.day, cell: ({ day }) => dates.day(day), isRowHeader: true, minWidth: 110 },
    ...MILESTONES.map((milestone) => ({
      id: milestone,
      header: stages[milestone],
      cell: (figures: DayFigures) => (
        <RowsLink
          count={figures[milestone]}
          filter={{ ...filter, sent_from: figures.day, sent_to: figures.day }}
          which={{ reached: milestone }}
          label={text.statistics.days.of(stages[milestone], dates.day(figures.day))}
        />
      ),
    })),
  ];
}
