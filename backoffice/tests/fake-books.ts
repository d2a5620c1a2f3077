/** Books in memory: a file whose night was checked, and calls of today that nobody has looked at yet. */
import type { DailyBooks, DoorBooks } from '../src/api/books';

const FILE: DoorBooks = {
  day: '2026-11-22',
  transmission_method: 'sftp',
  books: { received: 1340, accepted: 1300, duplicate: 20, conflict: 8, rejected: 12, withdrawn: 3, requests: 1297 },
  closes: true,
  checked_at: '2026-11-22T23:05:00Z',
  open_transmission_ids: [],
  requests_by_status: { scheduled: 1200, cancelled: 97 },
  counted_at: '2026-11-22T23:05:00Z',
};
const CALLS: DoorBooks = {
  day: '2026-11-23',
  transmission_method: 'api',
  books: { received: 3, accepted: 2, duplicate: 0, conflict: 0, rejected: 1, withdrawn: 0, requests: 2 },
  closes: true,
  checked_at: null,
  open_transmission_ids: [],
  requests_by_status: null,
  counted_at: null,
};

export class FakeBooks {
  lines: DoorBooks[] = [CALLS, FILE];
  readonly asked: URLSearchParams[] = [];

  answer(parameters: URLSearchParams): Response {
    this.asked.push(parameters);
    const [from, to] = [parameters.get('from') ?? '', parameters.get('to') ?? ''];
    const method = parameters.get('transmission_method');
    const days = this.lines
      .filter(({ day, transmission_method: door }) => from <= day && day <= to && (!method || method === door))
      .map((line) => (parameters.get('by') === 'status' ? counted(line) : line));
    return Response.json({ from, to, days } satisfies DailyBooks);
  }
}

function counted(line: DoorBooks): DoorBooks {
  return { ...line, requests_by_status: { sent: line.books.requests }, counted_at: '2026-11-23T10:00:00Z' };
}
