/** Operations in memory: counted by status, started, undone while they wait, done when a test says so. */
import type { NotApplicable, Operation, OperationKind } from '../src/api/operation-types';
import type { ReviewRequestDetails } from '../src/api/types';
import { problem } from './problem';

interface Body {
  kind: OperationKind;
  review_request_ids?: string[];
  filter?: { status?: string[] };
  reason?: string;
  at?: string;
  email?: string;
  dry_run?: boolean;
}

const NOTHING_PLANNED: Omit<NotApplicable, 'count'> = {
  code: 'nothing_planned',
  fr: { sentence: "Aucun e-mail n'est programmé pour cette demande.", next_action: "Renvoyez l'e-mail." },
  en: { sentence: 'No e-mail is planned for this request.', next_action: 'Send the e-mail again.' },
};

const NOTHING_YET: Operation['counts'] = { matching: 0, done: 0, not_applicable: [], retry_at: null };

export class FakeOperations {
  readonly counted: Body[] = [];
  readonly started: Body[] = [];
  readonly operations: Operation[] = [];
  /** What the last operation comes to. */
  private outcome: Operation['counts'] = NOTHING_YET;
  now = new Date('2026-11-23T10:00:00Z');

  answer(method: string, parts: string[], body: unknown, requests: ReviewRequestDetails[]): Response | null {
    const [operationId, verb] = parts;
    if (method === 'POST' && !operationId) return this.start(body as Body, requests);
    const operation = this.operations.find((one) => one.operation_id === operationId);
    if (!operation) return null;
    return verb === 'undo' ? this.undo(operation) : Response.json(operation);
  }

  /** The last operation ends its undo window and runs. */
  run(): void {
    const last = this.operations.at(-1);
    if (last) this.replace({ ...last, state: 'done', ended_at: this.now.toISOString(), counts: this.outcome });
  }

  begin(): void {
    const last = this.operations.at(-1);
    if (last) this.replace({ ...last, state: 'running' });
  }

  private start(body: Body, requests: ReviewRequestDetails[]): Response {
    const matching = requests.filter(
      (one) => body.review_request_ids?.includes(one.review_request_id) ?? (!body.filter?.status?.length || body.filter.status.includes(one.status)),
    );
    const planned = matching.filter((one) => one.next_step !== null).length;
    const refused = matching.length - planned;
    const outcome = { matching: matching.length, not_applicable: refused ? [{ ...NOTHING_PLANNED, count: refused }] : [], retry_at: null };
    if (body.dry_run) {
      this.counted.push(body);
      return Response.json({ ...outcome, applicable: planned, complete: true });
    }
    this.started.push(body);
    this.outcome = { ...outcome, done: planned };
    return Response.json(this.add(body.kind), { status: 202 });
  }

  add(kind: Operation['kind']): Operation {
    const starts = new Date(this.now.getTime() + 30_000).toISOString();
    const times = { created_at: this.now.toISOString(), starts_at: starts, ended_at: null };
    const operation: Operation = { operation_id: `O${this.operations.length + 1}`, kind, state: 'waiting', ...times, counts: NOTHING_YET };
    this.operations.push(operation);
    return operation;
  }

  private undo(operation: Operation): Response {
    if (operation.state !== 'waiting') return problem(409, 'operation_begun');
    const undone: Operation = { ...operation, state: 'undone' };
    this.replace(undone);
    return Response.json(undone);
  }

  private replace(operation: Operation): void {
    this.operations.splice(this.operations.findIndex((one) => one.operation_id === operation.operation_id), 1, operation);
  }
}
