/** The table of transmissions, newest first, each with its books in one line. */
import Box from '@cloudscape-design/components/box';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { RESULTS, type Books, type Transmission } from '../../api/transmissions';
import { ErrorNotice } from '../../common/error-notice';
import { MoreRows } from '../../common/more-rows';
import { PageLink } from '../../common/page-link';
import { useFirstRows } from '../../common/use-first-rows';
import { useIsNarrow } from '../../common/use-is-narrow';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import { labelOf } from '../../i18n/labels';
import { PATHS } from '../../layout/navigation';
import { State } from '../../transmissions/state';
import { hasFilters, type Filters } from './filters';
import type { useTransmissions } from './hooks';

interface ListProps {
  filters: Filters;
  answer: ReturnType<typeof useTransmissions>;
}

export function List({ filters, answer }: ListProps) {
  const words = useI18n().text.transmissions;
  const columns = useColumns();
  const shown = answer.data?.pages.flatMap((page) => page.transmissions) ?? [];
  const isLooking = useFirstRows(answer, shown.length);
  if (answer.error) {
    return <ErrorNotice title={words.failed} error={answer.error} onRetry={() => void answer.refetch()} testId="transmissions-error" />;
  }
  return (
    <Table
      data-testid="transmissions"
      variant="container"
      items={shown}
      trackBy="transmission_id"
      columnDefinitions={columns}
      loading={answer.isPending || isLooking}
      loadingText={words.loading}
      empty={<Empty isFiltered={hasFilters(filters)} />}
      wrapLines
      cellVerticalAlign="top"
      ariaLabels={{ tableLabel: words.title }}
      footer={answer.hasNextPage && !isLooking && <MoreRows answer={answer} label={words.more} />}
    />
  );
}

function Empty({ isFiltered }: { isFiltered: boolean }) {
  const words = useI18n().text.transmissions;
  return (
    <Box textAlign="center" color="inherit">
      <b>{isFiltered ? words.noMatch : words.none}</b>
      <Box variant="p" color="inherit">
        {isFiltered ? words.noMatchHelp : <>{words.noneHelp} <PageLink path={PATHS.imports}>{words.toImports}</PageLink></>}
      </Box>
    </Box>
  );
}

function useColumns(): TableProps.ColumnDefinition<Transmission>[] {
  const { text } = useI18n();
  const dates = useDates();
  const { columns } = text.transmissions;
  const isNarrow = useIsNarrow();
  const all: TableProps.ColumnDefinition<Transmission>[] = [
    { id: 'name', header: columns.name, cell: (one) => <Name one={one} />, isRowHeader: true, minWidth: isNarrow ? 130 : 180 },
    { id: 'door', header: columns.door, cell: ({ transmission_method: method }) => labelOf(text.transmissionMethods, method), minWidth: 100 },
    { id: 'received', header: columns.received, cell: ({ received_at: at }) => <time dateTime={at}>{dates.instant(at)}</time>, minWidth: 150 },
    { id: 'state', header: columns.state, cell: (one) => <State one={one} />, minWidth: isNarrow ? 110 : 150 },
    { id: 'lines', header: columns.lines, cell: ({ books }) => <Figures books={books} />, minWidth: isNarrow ? 110 : 170 },
  ];
  return isNarrow ? all.filter(({ id }) => id !== 'door' && id !== 'received') : all;
}

/** What is its name; on a narrow screen also where and when it came in. */
function Name({ one }: { one: Transmission }) {
  const { text } = useI18n();
  const dates = useDates();
  const isNarrow = useIsNarrow();
  return (
    <span className="breakable">
      <PageLink path={`${PATHS.transmissions}/${one.transmission_id}`}>{one.name ?? text.transmissions.call}</PageLink>
      {isNarrow && (
        <Box variant="small" color="text-body-secondary" display="block">
          {labelOf(text.transmissionMethods, one.transmission_method)}, {dates.instant(one.received_at)}
        </Box>
      )}
    </span>
  );
}

/** `120`, and below it what became of them, nothing that is zero. */
function Figures({ books }: { books: Books }) {
  const words = useI18n().text.transmissions;
  const dates = useDates();
  const parts = RESULTS.filter((result) => books[result] > 0).map((result) => words.counted[result](books[result], dates.count(books[result])));
  return (
    <>
      {dates.count(books.received)}
      {parts.length > 0 && (
        <Box variant="small" color="text-body-secondary" display="block">
          {parts.join(' · ')}
        </Box>
      )}
    </>
  );
}
