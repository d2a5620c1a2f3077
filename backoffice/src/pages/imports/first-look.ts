/** A first look at a file in the browser, by the names and limits of the intake: what nobody needs to upload to be told. */
import columns from './columns.json';

export const MOST_LINES = columns.most_lines;
export const MOST_BYTES = columns.most_bytes;

export const DELIMITERS = [';', ',', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export type Problem =
  | { kind: 'empty' }
  | { kind: 'too_large' }
  | { kind: 'no_text' }
  | { kind: 'missing_columns'; columns: readonly string[] }
  | { kind: 'too_many_rows'; rows: number };

export interface FirstLook {
  delimiter: Delimiter;
  rows: number;
  /** Columns as the file names them: those that are understood, and those that are passed over. */
  known: readonly string[];
  ignored: readonly string[];
}

/** What the file holds, or why it need not be sent. */
export async function lookAt(file: File): Promise<FirstLook | Problem> {
  if (file.size === 0) return { kind: 'empty' };
  if (file.size > MOST_BYTES) return { kind: 'too_large' };
  const text = textOf(new Uint8Array(await file.arrayBuffer()));
  return text === null ? { kind: 'no_text' } : lookAtText(text);
}

export function isProblem(look: FirstLook | Problem): look is Problem {
  return 'kind' in look;
}

export function lookAtText(text: string): FirstLook | Problem {
  const lines = text.split(/\r\n|\n|\r/);
  const top = lines.findIndex((line) => line.trim());
  const header = headerOf(lines[top] ?? '');
  const rows = countRows(lines.slice(top + 1), header);
  if (top < 0 || rows === 0) return { kind: 'empty' };
  const missing = missingIn(header);
  if (missing.length > 0) return { kind: 'missing_columns', columns: missing };
  if (rows > MOST_LINES) return { kind: 'too_many_rows', rows };
  const isKnown = (_: string, place: number) => header.columns[place] !== null;
  return {
    delimiter: header.delimiter,
    rows,
    known: header.names.filter(isKnown),
    ignored: header.names.filter((name, place) => !isKnown(name, place) && name),
  };
}

interface Header {
  delimiter: Delimiter;
  names: string[];
  /** The column that each name means; null for a name nobody knows. */
  columns: (string | null)[];
}

/** Under the delimiter that makes most columns known; the first of them when several do. */
function headerOf(line: string): Header {
  const read = DELIMITERS.map((delimiter) => {
    const names = fieldsOf(line, delimiter).map((field) => field.trim().replace(/^"(.*)"$/, '$1').trim());
    return { delimiter, names, columns: names.map(columnOf) };
  });
  const knownIn = (header: Header) => header.columns.filter((column) => column !== null).length;
  return read.reduce((best, header) => (knownIn(header) > knownIn(best) ? header : best));
}

/** Fewer columns do where rows say what they want: all of them may withdraw proofs. */
function missingIn(header: Header): string[] {
  const wanted = header.columns.includes('action') ? columns.of_a_withdrawal : columns.required;
  return wanted.filter((column) => !header.columns.includes(column));
}

const HISTORICAL: Partial<Record<string, string>> = columns.historical;

function columnOf(name: string): string | null {
  const plain = name.trim().toLowerCase().replace(/[\s_-]+/g, '_');
  const column = HISTORICAL[plain] ?? plain;
  return columns.known.includes(column) ? column : null;
}

/** A row may spread over several lines inside quotes; a stray quote hides none. */
function countRows(lines: readonly string[], header: Header): number {
  let rows = 0;
  for (let index = 0; index < lines.length; index += 1) {
    if (!lines[index]?.replaceAll(header.delimiter, '').trim()) continue;
    rows += 1;
    index += furtherLines(lines, index, header);
  }
  return rows;
}

const MOST_LINES_OF_A_ROW = 10;

function furtherLines(lines: readonly string[], index: number, { delimiter, names }: Header): number {
  const widthOf = (text: string) => fieldsOf(text, delimiter).length;
  const first = lines[index] ?? '';
  if (!first.includes('"') || widthOf(first) >= names.length) return 0;
  for (let more = 1; more < MOST_LINES_OF_A_ROW; more += 1) {
    const next = lines[index + more];
    if (next === undefined || widthOf(next) === names.length) return 0;
    if (widthOf(lines.slice(index, index + more + 1).join('\n')) === names.length) return more;
  }
  return 0;
}

/** A field is quoted only if its quotes end at a delimiter; otherwise they are data. */
function fieldsOf(text: string, delimiter: Delimiter): string[] {
  const end = `(?=${delimiter}|$)`;
  const field = new RegExp(`(?:^|${delimiter})( *"(?:[^"\\\\]|\\\\[\\s\\S]|"")*" *${end}|[^${delimiter}]*)`, 'g');
  return [...text.matchAll(field)].map(([, inner = '']) => inner);
}

/** The text of a file; null when it is none. A mark at its beginning decides, else UTF-8, else Windows-1252. */
function textOf(bytes: Uint8Array): string | null {
  const text = decoded(bytes);
  return text.includes('\0') ? null : text;
}

function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return new TextDecoder('windows-1252').decode(bytes);
    throw error;
  }
}
