/** The one error the page knows: what kind of refusal the API gave, its machine code, and the fields to correct (RFC 9457). */

export type ApiErrorKind =
  | 'network'
  | 'signed_out'
  | 'session_refused'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'invalid'
  | 'throttled'
  | 'server';

const KIND_OF_HTTP_STATUS: Record<number, ApiErrorKind> = {
  400: 'invalid',
  401: 'signed_out',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  413: 'invalid',
  422: 'invalid',
  429: 'throttled',
};

const PASSING_KINDS: readonly ApiErrorKind[] = ['network', 'throttled', 'server'];

/** One field to correct, in the API's own (English) words. */
export interface FieldProblem {
  /** Such as `settings.reminders[0].delay.days`. */
  field: string;
  detail: string;
  remedy: string | null;
}

export interface ApiErrorOptions extends ErrorOptions {
  problems?: readonly FieldProblem[];
}

export class ApiError extends Error {
  readonly kind: ApiErrorKind;
  /** The API's machine code, null when the answer had none. */
  readonly code: string | null;
  readonly problems: readonly FieldProblem[];

  constructor(kind: ApiErrorKind, code: string | null = null, { problems = [], ...options }: ApiErrorOptions = {}) {
    super(code ?? kind, options);
    this.name = 'ApiError';
    this.kind = kind;
    this.code = code;
    this.problems = problems;
  }

  /** True when the same request may succeed a moment later. */
  get isPassing(): boolean {
    return PASSING_KINDS.includes(this.kind);
  }
}

/** Translates a refused answer; a body that holds no problem details leaves `code` null. */
export async function apiErrorOf(response: Response): Promise<ApiError> {
  const kind = KIND_OF_HTTP_STATUS[response.status] ?? 'server';
  const body: unknown = await response.json().catch(() => null);
  return new ApiError(kind, textOf(body, 'code'), { problems: problemsOf(body) });
}

function problemsOf(body: unknown): FieldProblem[] {
  const errors = valueOf(body, 'errors');
  if (!Array.isArray(errors)) return [];
  return errors.map((problem: unknown) => ({
    field: textOf(problem, 'field') ?? '',
    detail: textOf(problem, 'detail') ?? '',
    remedy: textOf(problem, 'remedy'),
  }));
}

function textOf(value: unknown, name: string): string | null {
  const text = valueOf(value, name);
  return typeof text === 'string' ? text : null;
}

function valueOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
