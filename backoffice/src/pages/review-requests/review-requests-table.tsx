/** The tracking table: header, filters, rows, pages. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import LiveRegion from '@cloudscape-design/components/live-region';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useMemo } from 'react';
import { ErrorNotice } from '../../common/error-notice';
import { useIsNarrow } from '../../common/use-is-narrow';
import { useDates, useWebsite } from '../../common/website';
import { useI18n } from '../../i18n';
import { NoMatch, NothingYet, PartialPage } from './empty-states';
import { FilterBar } from './filter-bar';
import { hasFilters, NO_FILTERS, type Filters } from './filters';
import type { ReviewRequestList } from './hooks';
import { ListPreferences } from './list-preferences';
import { columnsOf, narrowColumnsOf } from './table-config';

interface ReviewRequestsTableProps {
  list: ReviewRequestList;
  filters: Filters;
  onFilter: (changes: Partial<Filters>) => void;
  openId: string | null;
  onOpen: (reviewRequestId: string) => void;
}

export function ReviewRequestsTable({ list, filters, onFilter, openId, onOpen }: ReviewRequestsTableProps) {
  const { text } = useI18n();
  const columns = useColumns(list.updatedAt, openId, onOpen);
  return (
    <Table
      data-testid="review-requests"
      variant="full-page"
      items={list.items}
      trackBy="review_request_id"
      columnDefinitions={columns}
      loading={list.isLoading}
      loadingText={text.list.loading}
      wrapLines
      cellVerticalAlign="top"
      ariaLabels={{ tableLabel: text.list.title }}
      header={<ListHeader list={list} />}
      filter={
        <SpaceBetween size="s">
          <FilterBar filters={filters} onChange={onFilter} />
          {list.items.length > 0 && <ListError list={list} />}
        </SpaceBetween>
      }
      pagination={<Pages list={list} />}
      preferences={<ListPreferences />}
      empty={<EmptyList list={list} filters={filters} onFilter={onFilter} />}
    />
  );
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

function ListHeader({ list }: { list: ReviewRequestList }) {
  const { text } = useI18n();
  const { name } = useWebsite();
  return (
    <>
      <Header variant="awsui-h1-sticky" description={text.list.description(name)} actions={<Refresh list={list} />}>
        {text.list.title}
      </Header>
      <LiveRegion hidden>
        {list.isLoading || list.error ? '' : text.list.announcement(list.items.length, list.page)}
      </LiveRegion>
    </>
  );
}

function Refresh({ list }: { list: ReviewRequestList }) {
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
        onClick={list.refresh}
        data-testid="refresh"
      />
    </SpaceBetween>
  );
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
