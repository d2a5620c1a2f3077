/** Which rows an operation is meant for: those ticked on the page, or every one the filters match. */
import { useState } from 'react';
import type { OperationKind, Selection } from '../../api/operation-types';
import type { ListQuery } from '../../api/review-requests';
import type { ReviewRequest } from '../../api/types';
import type { Catalogue } from '../../i18n/catalogue';
import type { Intent } from '../../operations/operation-dialog';
import type { ReviewRequestList } from './use-review-requests';

/** An address is corrected for one customer at a time. */
export const BULK_KINDS: readonly OperationKind[] = ['cancel', 'send_now', 'reschedule', 'resend'];

export interface RowSelection {
  rows: readonly ReviewRequest[];
  isEverything: boolean;
  /** What a search found cannot be chosen beyond the page: an operation knows filters only. */
  canChooseEverything: boolean;
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

export function useSelection({ items, query, terms, page }: ReviewRequestList): RowSelection {
  const on = JSON.stringify([query, terms, page]);
  const [last, setLast] = useState<Chosen>({ on, ...NOTHING });
  const chosen = last.on === on ? last : { on, ...NOTHING };
  return {
    // Rows are read again under the choice: only those still shown are meant.
    rows: chosen.isEverything ? items : items.filter((row) => chosen.ids.includes(row.review_request_id)),
    isEverything: chosen.isEverything,
    canChooseEverything: terms === null && !chosen.isEverything,
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

/** Everything the filters match: the API finds it by itself, however much it is. */
function selectionOf({ rows, isEverything }: RowSelection, { filter }: ListQuery): Selection {
  return isEverything ? { filter } : { review_request_ids: rows.map((row) => row.review_request_id) };
}
