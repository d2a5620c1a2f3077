/** The books as a table: a line for each day and transmission method, the totals first; every figure leads further. */
import Box from '@cloudscape-design/components/box';
import type { TableProps } from '@cloudscape-design/components/table';
import { LINE_FIGURES, totalOf, type Books, type DailyBooks, type DoorBooks, type LineFigure } from '../../api/books';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import { PagedTable } from '../statistics/paged-table';
import { FigureLink, requestsOf, transmissionsOf } from './figure-link';
import { StateCell } from './state-cell';
import { Statuses } from './statuses';

/** A line of the books, or what all of them come to. */
type Row = { kind: 'line'; line: DoorBooks } | { kind: 'total'; books: Books; from: string; to: string };
type Column = TableProps.ColumnDefinition<Row>;

export function BooksTable({ books }: { books: DailyBooks }) {
  const { text } = useI18n();
  const total: Row = { kind: 'total', books: totalOf(books.days), from: books.from, to: books.to };
  const rows: Row[] = [total, ...books.days.map((line) => ({ kind: 'line', line }) as const)];
  return <PagedTable items={rows} columnDefinitions={useColumns()} label={text.books.table} testId="books" />;
}

function useColumns(): Column[] {
  const { text } = useI18n();
  const dates = useDates();
  const words = text.books.columns;
  const methodOf = ({ transmission_method: method }: DoorBooks) => text.transmissionMethods[method];
  return [
    {
      id: 'day',
      header: words.day,
      isRowHeader: true,
      minWidth: 110,
      cell: (row) => (row.kind === 'total' ? <Box variant="strong">{text.books.total}</Box> : dates.day(row.line.day)),
    },
    { id: 'method', header: words.method, cell: (row) => (row.kind === 'total' ? '' : methodOf(row.line)) },
    ...LINE_FIGURES.map((figure) => ({ id: figure, header: words[figure], cell: (row: Row) => <LinesCell row={row} figure={figure} /> })),
    { id: 'requests', header: words.requests, cell: (row) => <RequestsCell row={row} /> },
    { id: 'statuses', header: words.statuses, minWidth: 190, cell: (row) => (row.kind === 'total' ? '' : <Statuses line={row.line} />) },
    { id: 'state', header: words.state, minWidth: 170, cell: (row) => (row.kind === 'total' ? '' : <StateCell line={row.line} />) },
  ];
}

function LinesCell({ row, figure }: { row: Row; figure: LineFigure }) {
  const { text } = useI18n();
  const dates = useDates();
  if (row.kind === 'total') return <Box variant="strong">{dates.count(row.books[figure])}</Box>;
  const { day, transmission_method: method, books } = row.line;
  return (
    <FigureLink
      count={books[figure]}
      label={(shown) => text.books.showLines(`${text.books.of(text.books.columns[figure], dates.day(day), text.transmissionMethods[method])}: ${shown}`)}
      to={transmissionsOf(row.line, figure)}
    />
  );
}

function RequestsCell({ row }: { row: Row }) {
  const { text } = useI18n();
  const dates = useDates();
  const words = text.books;
  if (row.kind === 'total') {
    const named = (shown: string) => words.showRequests(`${words.total}, ${words.columns.requests}: ${shown}`);
    return <Box variant="strong"><FigureLink count={row.books.requests} label={named} to={requestsOf(row)} /></Box>;
  }
  const { day, transmission_method: method, books } = row.line;
  return (
    <FigureLink
      count={books.requests}
      label={(shown) => words.showRequests(`${words.of(words.columns.requests, dates.day(day), text.transmissionMethods[method])}: ${shown}`)}
      to={requestsOf({ from: day, to: day }, method)}
    />
  );
}
