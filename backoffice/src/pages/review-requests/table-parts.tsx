/** What stands around the rows: pages, what is said when there is none, errors. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { ErrorNotice } from '../../common/error-notice';
import { useI18n } from '../../i18n';
import { NoMatch, NothingFound, NothingYet, PartialPage } from './empty-states';
import { hasFilters, NO_FILTERS } from './filters';
import type { ReviewRequestsTableProps } from './review-requests-table';
import type { ReviewRequestList } from './use-review-requests';

export function Pages({ list }: { list: ReviewRequestList }) {
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

export function EmptyList({ list, filters, onFilter, searching }: ReviewRequestsTableProps) {
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
  if (list.terms) return <NothingFound onBack={() => { searching.search(null); }} />;
  if (!hasFilters(filters)) return <NothingYet />;
  return (
    <NoMatch
      onClear={() => {
        onFilter({ ...NO_FILTERS, order: filters.order });
      }}
    />
  );
}

/** A page may hold fewer rows than were asked for, and yet not be the last. */
export function CutShort({ list }: { list: ReviewRequestList }) {
  const { cutShort, goOn } = useI18n().text.tracking;
  return (
    <div data-testid="cut-short">
      <SpaceBetween direction="horizontal" size="s" alignItems="center">
        <Box color="text-body-secondary">{cutShort(list.items.length)}</Box>
        <Button
          onClick={() => {
            list.goTo(list.page + 1);
          }}
        >
          {goOn}
        </Button>
      </SpaceBetween>
    </div>
  );
}

/** Rows already read stay on screen under it: an old list is better than none. */
export function ListError({ list }: { list: ReviewRequestList }) {
  const { text } = useI18n();
  if (!list.error) return null;
  return <ErrorNotice title={text.list.failed} error={list.error} onRetry={list.restart} testId="list-error" />;
}
