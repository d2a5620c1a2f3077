/** The tracking table: header, filters, rows, pages. */
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { useMemo } from 'react';
import type { ReviewRequest } from '../../api/types';
import { ErrorNotice } from '../../common/error-notice';
import { useIsNarrow } from '../../common/use-is-narrow';
import { useMayManage } from '../../common/use-may-manage';
import { useI18n } from '../../i18n';
import { NoMatch, NothingYet, PartialPage } from './empty-states';
import { FilterBar } from './filter-bar';
import { hasFilters, NO_FILTERS, type Filters } from './filters';
import type { ReviewRequestList } from './hooks';
import { ListHeader } from './list-header';
import { ListPreferences } from './list-preferences';
import { useSelection, type RowSelection } from './selection';
import { SelectionBar } from './selection-bar';
import { columnsOf, narrowColumnsOf } from './table-config';

interface ReviewRequestsTableProps {
  list: ReviewRequestList;
  filters: Filters;
  onFilter: (changes: Partial<Filters>) => void;
  openId: string | null;
  onOpen: (reviewRequestId: string) => void;
}

export function ReviewRequestsTable({ list, filters, onFilter, openId, onOpen }: ReviewRequestsTableProps) {
  const { loading } = useI18n().text.list;
  const columns = useColumns(list.updatedAt, openId, onOpen);
  const selection = useSelection(list);
  return (
    <Table
      data-testid="review-requests"
      variant="full-page"
      items={list.items}
      trackBy="review_request_id"
      columnDefinitions={columns}
      loading={list.isLoading}
      loadingText={loading}
      wrapLines
      cellVerticalAlign="top"
      {...useSelectionProps(selection)}
      header={<ListHeader list={list} selection={selection} />}
      filter={
        <SpaceBetween size="s">
          <FilterBar filters={filters} onChange={onFilter} />
          <SelectionBar selection={selection} />
          {list.items.length > 0 && <ListError list={list} />}
        </SpaceBetween>
      }
      pagination={<Pages list={list} />}
      preferences={<ListPreferences />}
      empty={<EmptyList list={list} filters={filters} onFilter={onFilter} />}
    />
  );
}

type SelectionProps = Partial<
  Pick<TableProps<ReviewRequest>, 'selectionType' | 'selectedItems' | 'onSelectionChange' | 'ariaLabels'>
>;

/** Who may change nothing has nothing to tick. */
function useSelectionProps(selection: RowSelection): SelectionProps {
  const { list, operations } = useI18n().text;
  const labels = operations.selection;
  if (!useMayManage()) return { ariaLabels: { tableLabel: list.title } };
  return {
    selectionType: 'multi',
    selectedItems: selection.rows,
    onSelectionChange: ({ detail }) => {
      selection.choose(detail.selectedItems);
    },
    ariaLabels: {
      tableLabel: list.title,
      selectionGroupLabel: labels.group,
      allItemsSelectionLabel: () => labels.all,
      itemSelectionLabel: (_, row) => labels.row(row.experience_reference),
    },
  };
}

function useColumns(updatedAt: Date | null, openId: string | null, onOpen: (reviewRequestId: string) => void) {
  const { text } = useI18n();
  const isNarrow = useIsNarrow();
  const readAt = updatedAt?.getTime() ?? null;
  return useMemo(() => {
    const options = { text, now: readAt === null ? null : new Date(readAt), openId, onOpen };
    return isNarrow ? narrowColumnsOf(options) : columnsOf(options);
  }, [text, readAt, openId, onOpen, isNarrow]);
}

function Pages({ list }: { list: ReviewRequestList }) {
  const { text } = useI18n();
  return (
    <Pagination
      data-testid="pages"
      currentPageIndex={list.page}
      pagesCount={list.pageCount}
      openEnd={list.hasMore}
      disabled={list.isLoading}
      onChange={({ detail }) => {
        list.goTo(detail.currentPageIndex);
      }}
      ariaLabels={{
        paginationLabel: text.paging.label,
        previousPageLabel: text.paging.previous,
        nextPageLabel: text.paging.next,
        pageLabel: text.paging.page,
      }}
    />
  );
}

interface EmptyListProps {
  list: ReviewRequestList;
  filters: Filters;
  onFilter: (changes: Partial<Filters>) => void;
}

function EmptyList({ list, filters, onFilter }: EmptyListProps) {
  if (list.error) return <ListError list={list} />;
  if (list.hasMore) {
    return (
      <PartialPage
        onFurther={() => {
          list.goTo(list.page + 1);
        }}
      />
    );
  }
  if (!hasFilters(filters)) return <NothingYet />;
  return (
    <NoMatch
      onClear={() => {
        onFilter(NO_FILTERS);
      }}
    />
  );
}

/** Rows already read stay on screen under it: an old list is better than none. */
function ListError({ list }: { list: ReviewRequestList }) {
  const { text } = useI18n();
  if (!list.error) return null;
  return <ErrorNotice title={text.list.failed} error={list.error} onRetry={list.restart} testId="list-error" />;
}
