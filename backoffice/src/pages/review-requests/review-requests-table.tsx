/** The tracking table: header, filters, rows, pages. */
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { useMemo } from 'react';
import type { ReviewRequest } from '../../api/types';
import { usePreferences } from '../../common/preferences';
import { useIsNarrow } from '../../common/use-is-narrow';
import { useLanguageName } from '../../common/use-language-name';
import { useMayManage } from '../../common/use-may-manage';
import { useI18n } from '../../i18n';
import { narrowColumns, SORTED_BY, tableColumns } from './columns';
import { FilterBar } from './filter-bar';
import type { Filters } from './filters';
import type { SearchHandle } from './hooks';
import { ListHeader } from './list-header';
import { ListPreferences } from './list-preferences';
import { ResultsBar } from './results-bar';
import { SearchBox } from './search-box';
import { useSelection, type RowSelection } from './selection';
import { SelectionBar } from './selection-bar';
import { StatusCounts } from './status-counts';
import { CutShort, EmptyList, ListError, Pages } from './table-parts';
import type { Counts } from './use-counts';
import type { ReviewRequestList } from './use-review-requests';
import { ViewsMenu } from './views/views-menu';

export interface ReviewRequestsTableProps {
  list: ReviewRequestList;
  counts: Counts;
  filters: Filters;
  onFilter: (changes: Partial<Filters>) => void;
  searching: SearchHandle;
  openId: string | null;
  onOpen: (reviewRequestId: string) => void;
}

export function ReviewRequestsTable(props: ReviewRequestsTableProps) {
  const { list, counts } = props;
  const { loading } = useI18n().text.list;
  const columns = useColumns(props);
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
      {...sortingProps(props)}
      header={<ListHeader {...{ list, counts, selection }} />}
      filter={<AboveTheRows {...props} selection={selection} />}
      pagination={<Pages list={list} />}
      preferences={<ListPreferences />}
      empty={<EmptyList {...props} />}
      footer={list.isCutShort && list.items.length > 0 ? <CutShort list={list} /> : undefined}
    />
  );
}

type AboveTheRowsProps = ReviewRequestsTableProps & { selection: RowSelection };

function AboveTheRows({ list, counts, filters, searching, onFilter, selection }: AboveTheRowsProps) {
  const { timesLeft, search } = searching;
  return (
    <SpaceBetween size="s">
      <div className="list-tools">
        <ViewsMenu
          filters={filters}
          onOpened={() => {
            if (list.terms) search(null);
          }}
        />
        <SearchBox key={timesLeft} hasFocus={timesLeft > 0} onSearch={search} />
      </div>
      {list.terms && <ResultsBar terms={list.terms} onSearch={search} />}
      {!list.terms && <FilterBar filters={filters} onChange={onFilter} />}
      {!list.terms && counts.answer && <StatusCounts answer={counts.answer} filters={filters} onChange={onFilter} />}
      <SelectionBar selection={selection} />
      {list.items.length > 0 && <ListError list={list} />}
    </SpaceBetween>
  );
}

type SortingProps = Partial<Pick<TableProps<ReviewRequest>, 'sortingColumn' | 'sortingDescending' | 'onSortingChange'>>;

/** The API orders by experience date, one way or the other; what a search finds has the order it has. */
function sortingProps({ list, filters, onFilter }: ReviewRequestsTableProps): SortingProps {
  if (list.terms) return {};
  return {
    sortingColumn: { sortingField: SORTED_BY },
    sortingDescending: filters.order === 'newest',
    onSortingChange: ({ detail }) => {
      onFilter({ order: detail.isDescending ? 'newest' : 'oldest' });
    },
  };
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

function useColumns({ list, openId, onOpen }: ReviewRequestsTableProps) {
  const { text } = useI18n();
  const { columns } = usePreferences().preferences;
  const languageName = useLanguageName();
  const isNarrow = useIsNarrow();
  const readAt = list.updatedAt?.getTime() ?? null;
  const isSortable = list.terms === null;
  return useMemo(() => {
    const now = readAt === null ? null : new Date(readAt);
    const options = { text, now, openId, onOpen, languageName, isSortable };
    return isNarrow ? narrowColumns(options) : tableColumns(columns, options);
  }, [text, readAt, openId, onOpen, languageName, isSortable, isNarrow, columns]);
}
