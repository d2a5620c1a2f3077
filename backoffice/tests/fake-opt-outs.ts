/** Opt-outs in memory: an address is new once; the export comes in two parts. */
import type { OptOut } from '../src/api/opt-outs';

export class FakeOptOuts {
  readonly optOuts: OptOut[] = [];
  readonly added: unknown[] = [];
  readonly imported: unknown[] = [];

  answer(method: string, [verb]: string[], body: unknown): Response {
    if (verb === 'export') return part('2', '</v1/websites/website-paris/opt-outs/part-2>; rel="next"');
    if (verb === 'part-2') return part('1', null);
    if (verb === 'import') return this.import(body);
    return method === 'POST' ? this.add(body as { email: string; note: string | null }) : Response.json({ items: this.optOuts, next_page_token: null });
  }

  private add(entry: { email: string; note: string | null }): Response {
    const isNew = !this.optOuts.some((one) => one.email_hash === `hash of ${entry.email}`);
    const wish = { scope: 'merchant' as const, origin: 'manual' as const, opted_out_at: '2026-11-23T10:00:00Z' };
    const optOut: OptOut = { ...wish, email_hash: `hash of ${entry.email}`, review_request_id: null, recorded_by: 's-1', note: entry.note };
    this.added.push(entry);
    if (isNew) this.optOuts.push(optOut);
    return Response.json({ ...optOut, new: isNew });
  }

  private import(csv: unknown): Response {
    this.imported.push(csv);
    const reject = { row: 3, code: 'invalid_email', field: 'email', value: 'zoe@', reason: 'This is no address.', remedy: 'Correct it.' };
    return Response.json({ received: 3, added: 1, known: 1, rejected: 1, rejects: [reject] });
  }
}

function part(row: string, link: string | null): Response {
  return new Response(`opted_out_at;origin\r\n${row};manual\r\n`, { headers: link ? { Link: link } : {} });
}
