/** The four columns of the tracking table. */
import Box from '@cloudscape-design/components/box';
import Link from '@cloudscape-design/components/link';
import type { TableProps } from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import type { ReviewRequest } from '../../api/types';
import type { Catalogue } from '../../i18n/catalogue';
import { ExperienceDate } from './instant';
import { StatusCell } from './status-cell';

interface ColumnOptions {
  text: Catalogue;
  /** When the rows were read: relative dates are seen from there. */
  now: Date | null;
  openId: string | null;
  onOpen: (reviewRequestId: string) => void;
}

/** Identifier of the link that opens a request: focus comes back to it when the details close. */
export function referenceLinkId(reviewRequestId: string): string {
  return `reference-${reviewRequestId}`;
}

type Column = TableProps.ColumnDefinition<ReviewRequest>;

export function columnsOf(options: ColumnOptions): Column[] {
  const { list, reviewTypes } = options.text;
  const { columns } = list;
  // One purchase may have two rows, one per type: the type tells them apart.
  const reviewType = (row: ReviewRequest) => (
    <Box variant="small" color="text-body-secondary" display="block">
      {reviewTypes[row.review_type]}
    </Box>
  );
  return [
    { ...referenceColumn(options, reviewType), width: '17%' },
    { id: 'email', header: columns.email, minWidth: 150, width: '33%', cell: (row) => <Email row={row} /> },
    { id: 'experience_date', header: columns.experienceDate, minWidth: 130, width: '22%', cell: experienceDate },
    { ...statusColumn(options), width: '28%' },
  ];
}

/** On a telephone the e-mail and the date stand under the reference. */
export function narrowColumnsOf(options: ColumnOptions): Column[] {
  const underReference = (row: ReviewRequest) => (
    <Box variant="small" color="text-body-secondary" display="block">
      {options.text.reviewTypes[row.review_type]}
      <br />
      <Email row={row} />
      <br />
      {experienceDate(row)}
    </Box>
  );
  return [referenceColumn(options, underReference), statusColumn(options)];
}

function referenceColumn(options: ColumnOptions, under: (row: ReviewRequest) => ReactNode): Column {
  const { text, openId, onOpen } = options;
  const cell = (row: ReviewRequest) => (
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
  return { id: 'reference', header: text.list.columns.reference, isRowHeader: true, minWidth: 110, cell };
}

function statusColumn({ text, now }: ColumnOptions): Column {
  return {
    id: 'status',
    header: text.list.columns.status,
    minWidth: 160,
    cell: (row) => <StatusCell row={row} now={now} />,
  };
}

function experienceDate(row: ReviewRequest) {
  return <ExperienceDate at={row.experience_date} />;
}

function Email({ row }: { row: ReviewRequest }) {
  return (
    <span className="breakable" data-testid="customer-email">
      {row.customer_email}
    </span>
  );
}

interface ReferenceProps {
  row: ReviewRequest;
  label: string;
  isOpen: boolean;
  onOpen: (reviewRequestId: string) => void;
}

function Reference({ row, label, isOpen, onOpen }: ReferenceProps) {
  return (
    <span id={referenceLinkId(row.review_request_id)} data-testid="reference" className="breakable">
      <Link
        ariaLabel={label}
        onFollow={() => {
          onOpen(row.review_request_id);
        }}
      >
        {isOpen ? (
          <Box variant="strong" color="inherit">
            {row.experience_reference}
          </Box>
        ) : (
          row.experience_reference
        )}
      </Link>
    </span>
  );
}
