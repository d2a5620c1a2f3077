/** The columns of the tracking table: which there are, and which a person sees in which order. */

export const COLUMN_IDS = [
  'reference',
  'email',
  'experience_date',
  'status',
  'next_step',
  'review_type',
  'transmission_method',
  'channel',
  'shop_id',
  'language',
] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];

export const DEFAULT_COLUMNS: readonly ColumnId[] = ['reference', 'email', 'experience_date', 'status', 'next_step'];

/** Without these a row says nothing. */
export const FIXED_COLUMNS: readonly ColumnId[] = ['reference', 'status'];

/** What is known of `given`, in its order, each once and with those that cannot be hidden; the usual ones for anything else. */
export function columnsOf(given: unknown): readonly ColumnId[] {
  if (!Array.isArray(given)) return DEFAULT_COLUMNS;
  const known = [...new Set(given as unknown[])].flatMap((id) => COLUMN_IDS.filter((column) => column === id));
  if (known.length === 0) return DEFAULT_COLUMNS;
  return [...FIXED_COLUMNS.filter((column) => !known.includes(column)), ...known];
}
