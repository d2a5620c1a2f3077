/** Which rows an operation is meant for: those ticked on the page, or every one the filters match. */
import { useState } from 'react';
import type { OperationKind, Selection } from '../../api/operation-types';
import type { ReviewRequestQuery } from '../../api/review-requests';
import type { ReviewRequest } from '../../api/types';
import type { Catalogue } from '../../i18n/catalogue';
import type { Intent } from '../../operations/operation-dialog';
import type { ReviewRequestList } from './hooks';

/** An address is corrected for one customer at a time. */
export const BULK_KINDS: readonly OperationKind[] = ['cancel', 'send_now', 'reschedule', 'resend'];

export interface RowSelection {
  rows: readonly ReviewRequest[];
  isEverything: boolean;
  choose: (rows: readonly ReviewRequest[]) => void;
  chooseEverything: () => void;
  clear: () => void;
}

interface Chosen {
  /** What the choice was made on: it does not follow to another page or filter. */
  on: string;
  ids: readonly string[];
  isEverything: boolean;
}

const NOTHING: Omit<Chosen, 'on'> = { ids: [], isEverything: false };

export function useSelection({ items, query, page }: ReviewRequestList): RowSelection {
  const on = JSON.stringify([query, page]);
  const [last, setLast] = useState<Chosen>({ on, ...NOTHING });
  const chosen = last.on === on ? last : { on, ...NOTHING };
  return {
    // Rows are read again under the choice: only those still shown are meant.
    rows: chosen.isEverything ? items : items.filter((row) => chosen.ids.includes(row.review_request_id)),
    isEverything: chosen.isEverything,
    choose: (rows) => {
      setLast({ on, ids: rows.map((row) => row.review_request_id), isEverything: false });
    },
    chooseEverything: () => {
      setLast({ on, ids: [], isEverything: true });
    },
    clear: () => {
      setLast({ on, ...NOTHING });
    },
  };
}

export function intentOf(kind: OperationKind, selection: RowSelection, query: ListQuery, text: Catalogue): Intent {
  const words = text.operations.selection;
  return {
    kind,
    selection: selectionOf(selection, query),
    about: selection.isEverything ? words.everything : words.some(selection.rows.length),
  };
}

type ListQuery = Omit<ReviewRequestQuery, 'pageToken'>;

function selectionOf({ rows, isEverything }: RowSelection, query: ListQuery): Selection {
  if (!isEverything) return { review_request_ids: rows.map((row) => row.review_request_id) };
  return {
    filter: {
      ...(query.experienceFrom ? { experience_from: query.experienceFrom } : {}),
      ...(query.experienceTo ? { experience_to: query.experienceTo } : {}),
      status: query.statuses,
      review_type: query.reviewTypes,
    },
  };
}
