/** The table of opt-outs. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import type { OptOut } from '../../api/opt-outs';
import { ErrorNotice } from '../../common/error-notice';
import { useActorName } from '../../common/use-actor-name';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import { labelOf } from '../../i18n/labels';
import { useOptOuts } from './hooks';

export function OptOutList({ header }: { header: ReactNode }) {
  const words = useI18n().text.optOuts;
  const answer = useOptOuts();
  const columns = useColumns();
  if (answer.error) {
    return <ErrorNotice title={words.failed} error={answer.error} onRetry={() => void answer.refetch()} testId="opt-outs-error" />;
  }
  return (
    <Table
      data-testid="opt-outs"
      variant="full-page"
      header={header}
      items={answer.data?.pages.flatMap((page) => page.items) ?? []}
      columnDefinitions={columns}
      loading={answer.isPending}
      loadingText={words.loading}
      empty={words.none}
      wrapLines
      ariaLabels={{ tableLabel: words.title }}
      footer={answer.hasNextPage && <More isLoading={answer.isFetchingNextPage} onMore={() => void answer.fetchNextPage()} />}
    />
  );
}

function More({ isLoading, onMore }: { isLoading: boolean; onMore: () => void }) {
  const words = useI18n().text.optOuts;
  return (
    <Box textAlign="center">
      <Button loading={isLoading} onClick={onMore}>
        {words.more}
      </Button>
    </Box>
  );
}

function useColumns(): TableProps.ColumnDefinition<OptOut>[] {
  const { text } = useI18n();
  const dates = useDates();
  const actorName = useActorName();
  const { columns, origins, scopes } = text.optOuts;
  const writer = ({ recorded_by: by, note }: OptOut) => [by && actorName(by), note].filter(Boolean).join(', ') || text.details.none;
  return [
    { id: 'at', header: columns.at, cell: ({ opted_out_at: at }) => dates.instant(at), isRowHeader: true },
    { id: 'origin', header: columns.origin, cell: ({ origin }) => labelOf(origins, origin) },
    { id: 'scope', header: columns.scope, cell: ({ scope }) => labelOf(scopes, scope) },
    { id: 'by', header: columns.by, cell: writer },
    { id: 'hash', header: columns.fingerprint, cell: ({ email_hash: hash }) => <code className="breakable">{hash}</code> },
  ];
}
