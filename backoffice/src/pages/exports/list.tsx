/** The table of exports, with how far each one is and what can be done with it. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { Export } from '../../api/exports';
import { ErrorNotice } from '../../common/error-notice';
import { ProblemAlert } from '../../common/problem-alert';
import { useActorName } from '../../common/use-actor-name';
import { useDates } from '../../common/website';
import { useDownload } from '../../exports/use-download';
import { useI18n } from '../../i18n';
import { ExportActions, type Doing } from './actions';
import { FilterCell } from './filter-cell';
import { useCancel, useExports } from './hooks';
import { StateCell } from './state-cell';

export function ExportList() {
  const words = useI18n().text.exports;
  const answer = useExports();
  const doing: Doing = { download: useDownload(), cancel: useCancel() };
  const columns = useColumns(doing);
  if (answer.error) {
    return <ErrorNotice title={words.failed} error={answer.error} onRetry={() => void answer.refetch()} testId="exports-error" />;
  }
  return (
    <Table
      data-testid="exports"
      variant="container"
      header={<Head doing={doing} />}
      items={answer.data?.pages.flatMap((page) => page.items) ?? []}
      trackBy="export_id"
      columnDefinitions={columns}
      loading={answer.isPending}
      loadingText={words.loading}
      empty={<Empty />}
      wrapLines
      ariaLabels={{ tableLabel: words.title }}
      footer={answer.hasNextPage && <More isLoading={answer.isFetchingNextPage} onMore={() => void answer.fetchNextPage()} />}
    />
  );
}

function Head({ doing: { download, cancel } }: { doing: Doing }) {
  const words = useI18n().text.exports;
  return (
    <SpaceBetween size="s">
      <Header variant="h1" description={words.description}>
        {words.title}
      </Header>
      {download.error && <ProblemAlert title={words.downloadFailed} error={download.error} />}
      {cancel.error && <ProblemAlert title={words.cancelFailed} error={cancel.error} />}
    </SpaceBetween>
  );
}

function Empty() {
  const words = useI18n().text.exports;
  return (
    <Box textAlign="center" color="inherit">
      <b>{words.none}</b>
      <Box variant="p" color="inherit">
        {words.noneHelp}
      </Box>
    </Box>
  );
}

function More({ isLoading, onMore }: { isLoading: boolean; onMore: () => void }) {
  const words = useI18n().text.exports;
  return (
    <Box textAlign="center">
      <Button loading={isLoading} onClick={onMore}>
        {words.more}
      </Button>
    </Box>
  );
}

function useColumns(doing: Doing): TableProps.ColumnDefinition<Export>[] {
  const { text } = useI18n();
  const dates = useDates();
  const actorName = useActorName();
  const { columns, formats, masked } = text.exports;
  const format = (one: Export) => [formats[one.format], one.masked && masked].filter(Boolean).join(', ');
  return [
    { id: 'at', header: columns.askedAt, cell: ({ created_at: at }) => dates.instant(at), isRowHeader: true },
    { id: 'by', header: columns.by, cell: ({ by }) => actorName(by) },
    { id: 'filters', header: columns.filters, cell: ({ filter }) => <FilterCell filter={filter} /> },
    { id: 'format', header: columns.format, cell: format },
    { id: 'state', header: columns.state, cell: (one) => <StateCell one={one} /> },
    { id: 'rows', header: columns.rows, cell: ({ rows }) => dates.count(rows) },
    { id: 'actions', header: columns.actions, cell: (one) => <ExportActions one={one} doing={doing} /> },
  ];
}
