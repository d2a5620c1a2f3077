/** The days of the period as a table, the last one first; every figure leads to its rows. */
import type { TableProps } from '@cloudscape-design/components/table';
import type { DayFigures, StatisticsFilter } from '../../api/statistics';
import { MILESTONES } from '../../api/types';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import { PagedTable } from './paged-table';
import { RowsLink } from './rows-link';

interface DaysTableProps {
  days: readonly DayFigures[];
  filter: StatisticsFilter;
}

export function DaysTable({ days, filter }: DaysTableProps) {
  const { text } = useI18n();
  const columns = useColumns(filter);
  return <PagedTable items={[...days].reverse()} columnDefinitions={columns} label={text.statistics.days.title} testId="days" />;
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
