/** The columns of the tracking table: one definition each. */
import Box from '@cloudscape-design/components/box';
import type { TableProps } from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import type { ReviewRequest } from '../../api/types';
import type { ColumnId } from '../../common/columns';
import type { Catalogue } from '../../i18n/catalogue';
import { labelOf } from '../../i18n/labels';
import { CustomerEmail } from './customer-email';
import { ExperienceDate } from './instant';
import { NextStepCell } from './next-step-cell';
import { Reference } from './reference';
import { StatusCell } from './status-cell';

export interface ColumnOptions {
  text: Catalogue;
  /** When the rows were read: relative dates are seen from there. */
  now: Date | null;
  openId: string | null;
  onOpen: (reviewRequestId: string) => void;
  languageName: (word: string) => string;
  /** What a search finds has the order it has. */
  isSortable: boolean;
}

type Column = TableProps.ColumnDefinition<ReviewRequest>;

/** The only order there is: by experience date. */
export const SORTED_BY = 'experience_date';

/** The columns somebody wants to see, in their order. */
export function tableColumns(ids: readonly ColumnId[], options: ColumnOptions): Column[] {
  const { list } = options.text;
  const all = ids.reduce((sum, id) => sum + SHARES[id], 0);
  return ids.map((id) => ({
    id,
    header: list.columns[id],
    minWidth: MIN_WIDTHS[id],
    width: `${Math.floor((100 * SHARES[id]) / all)}%`,
    ...(id === 'reference' ? { isRowHeader: true } : {}),
    ...(id === SORTED_BY ? sorter(options, list.columns[id]) : {}),
    cell: cellOf(id, ids, options),
  }));
}

/** On a telephone the e-mail, the dates and the next step stand under the reference and the status. */
export function narrowColumns(options: ColumnOptions): Column[] {
  const { list, reviewTypes } = options.text;
  const underReference = (row: ReviewRequest) => (
    <Small>
      {labelOf(reviewTypes, row.review_type)}
      <br />
      <CustomerEmail row={row} />
      <br />
      <ExperienceDate at={row.experience_date} />
    </Small>
  );
  const reference = {
    id: 'reference',
    header: list.columns.reference,
    isRowHeader: true,
    minWidth: 110,
    width: '38%',
    ...sorter(options, list.columns.experience_date),
    cell: referenceCell(options, underReference),
  };
  return [reference, { id: 'status', header: list.columns.status, minWidth: 165, width: '62%', cell: statusCell(options, true) }];
}

const MIN_WIDTHS: Record<ColumnId, number> = {
  reference: 130,
  email: 170,
  experience_date: 150,
  status: 210,
  next_step: 160,
  review_type: 130,
  transmission_method: 120,
  channel: 100,
  shop_id: 100,
  language: 100,
};

/** How the columns share a wide screen. */
const SHARES: Record<ColumnId, number> = {
  reference: 17,
  email: 25,
  experience_date: 17,
  status: 24,
  next_step: 18,
  review_type: 13,
  transmission_method: 12,
  channel: 10,
  shop_id: 10,
  language: 10,
};

type Cell = (row: ReviewRequest) => ReactNode;

function cellOf(id: ColumnId, ids: readonly ColumnId[], options: ColumnOptions): Cell {
  const { text, languageName } = options;
  const nothing = text.details.none;
  const cells: Record<ColumnId, Cell> = {
    // One purchase may have two rows, one per type: the type tells them apart.
    reference: referenceCell(options, (row) =>
      ids.includes('review_type') ? null : <Small>{labelOf(text.reviewTypes, row.review_type)}</Small>,
    ),
    email: (row) => <CustomerEmail row={row} />,
    experience_date: (row) => <ExperienceDate at={row.experience_date} />,
    status: statusCell(options, !ids.includes('next_step')),
    next_step: (row) => <NextStepCell row={row} now={options.now} />,
    review_type: (row) => labelOf(text.reviewTypes, row.review_type),
    transmission_method: (row) => labelOf(text.transmissionMethods, row.transmission_method),
    channel: (row) => labelOf(text.tracking.filters.channels, row.channel),
    shop_id: (row) => row.shop_id ?? nothing,
    language: (row) => (row.language ? languageName(row.language) : nothing),
  };
  return cells[id];
}

function sorter({ text, isSortable }: ColumnOptions, header: string): Partial<Column> {
  if (!isSortable) return {};
  return {
    sortingField: SORTED_BY,
    ariaLabel: ({ sorted, descending }) =>
      sorted ? `${header}, ${descending ? text.tracking.order.newest : text.tracking.order.oldest}` : header,
  };
}

function referenceCell({ text, openId, onOpen }: ColumnOptions, under: Cell): Cell {
  return function ReferenceCell(row) {
    return (
      <>
        <Reference
          row={row}
          label={text.list.openDetails(row.experience_reference)}
          isOpen={row.review_request_id === openId}
          onOpen={onOpen}
        />
        {under(row)}
      </>
    );
  };
}

function statusCell({ now }: ColumnOptions, withNextEmail: boolean): Cell {
  return function CurrentStatus(row) {
    return <StatusCell row={row} now={now} withNextEmail={withNextEmail} />;
  };
}

function Small({ children }: { children: ReactNode }) {
  return (
    <Box variant="small" color="text-body-secondary" display="block">
      {children}
    </Box>
  );
}
