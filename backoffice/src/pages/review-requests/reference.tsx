/** The reference of a request: the link that opens its details. */
import Box from '@cloudscape-design/components/box';
import Link from '@cloudscape-design/components/link';
import type { ReviewRequest } from '../../api/types';

/** Identifier of the link that opens a request: focus comes back to it when the details close. */
export function referenceLinkId(reviewRequestId: string): string {
  return `reference-${reviewRequestId}`;
}

interface ReferenceProps {
  row: ReviewRequest;
  label: string;
  isOpen: boolean;
  onOpen: (reviewRequestId: string) => void;
}

export function Reference({ row, label, isOpen, onOpen }: ReferenceProps) {
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
