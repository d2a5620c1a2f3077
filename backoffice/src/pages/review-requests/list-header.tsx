/** The head of the tracking table: its title, when it was read, and what can be done. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMayManage } from '../../common/use-may-manage';
import { useDates, useWebsite } from '../../common/website';
import { ExportButton } from '../../exports/export-button';
import { rowsOf } from '../../exports/rows-of';
import { useI18n } from '../../i18n';
import { OperationMenu } from '../../operations/operation-menu';
import { SendingMenu } from '../../sending/sending-menu';
import { BULK_KINDS, intentOf, type RowSelection } from './selection';
import type { Counts } from './use-counts';
import type { ReviewRequestList } from './use-review-requests';

interface ListHeaderProps {
  list: ReviewRequestList;
  counts: Counts;
  selection: RowSelection;
}

export function ListHeader({ list, counts, selection }: ListHeaderProps) {
  const { text } = useI18n();
  const { name } = useWebsite();
  return (
    <>
      <Header variant="awsui-h1-sticky" description={text.list.description(name)} actions={<ListActions {...{ list, counts, selection }} />}>
        {text.list.title}
      </Header>
      <LiveRegion hidden>
        {list.isLoading || list.error ? '' : text.list.announcement(list.items.length, list.page)}
      </LiveRegion>
    </>
  );
}

function ListActions({ list, counts, selection }: ListHeaderProps) {
  const { text } = useI18n();
  const mayManage = useMayManage();
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      <Refresh list={list} counts={counts} />
      {!list.terms && <ExportButton filter={list.query.filter} rows={rowsOf(list.query.filter, counts.answer)} />}
      {mayManage && (
        <OperationMenu
          kinds={BULK_KINDS}
          unavailable={() => null}
          intentOf={(kind) => intentOf(kind, selection, list.query, text)}
          disabledReason={selection.rows.length === 0 ? text.operations.selection.nothingSelected : undefined}
        />
      )}
      {mayManage && <SendingMenu />}
    </SpaceBetween>
  );
}

/** Rows and counts are read together, so that they tell of the same moment. */
function Refresh({ list, counts }: Pick<ListHeaderProps, 'list' | 'counts'>) {
  const { text } = useI18n();
  const dates = useDates();
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      {list.updatedAt && (
        <Box variant="small" color="text-body-secondary" data-testid="updated-at">
          {text.list.updatedAt(dates.time(list.updatedAt))}
        </Box>
      )}
      <Button
        iconName="refresh"
        ariaLabel={text.actions.refresh}
        loading={list.isRefreshing}
        onClick={() => {
          list.refresh();
          counts.refresh();
        }}
        data-testid="refresh"
      />
    </SpaceBetween>
  );
}
