/** The four columns of the tracking table. */
import Box from '@cloudscape-design/components/box';
import Link from '@cloudscape-design/components/link';
import type { TableProps } from '@cloudscape-design/components/table';
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

export function columnsOf({ text, now, openId, onOpen }: ColumnOptions): TableProps.ColumnDefinition<ReviewRequest>[] {
  const { columns } = text.list;
  return [
    {
      id: 'reference',
      header: columns.reference,
      isRowHeader: true,
      minWidth: 110,
      cell: (row) => (
        <Reference row={row} label={text.list.openDetails(row.experience_reference)} isOpen={row.review_request_id === openId} onOpen={onOpen} />
      ),
    },
    { id: 'email', header: columns.email, minWidth: 150, cell: (row) => <span className="breakable">{row.customer_email}</span> },
    {
      id: 'experience_date',
      header: columns.experienceDate,
      minWidth: 120,
      cell: (row) => <ExperienceDate at={row.experience_date} />,
    },
    { id: 'status', header: columns.status, minWidth: 190, cell: (row) => <StatusCell row={row} now={now} /> },
  ];
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
        {isOpen ? <Box variant="strong" color="inherit">{row.experience_reference}</Box> : row.experience_reference}
      </Link>
    </span>
  );
}
