/** The one error the page knows: what kind of refusal the API gave, and its machine code. */

export type ApiErrorKind =
  | 'network'
  | 'signed_out'
  | 'session_refused'
  | 'forbidden'
  | 'not_found'
  | 'invalid'
  | 'throttled'
  | 'server';

const KIND_OF_HTTP_STATUS: Record<number, ApiErrorKind> = {
  400: 'invalid',
  401: 'signed_out',
  403: 'forbidden',
  404: 'not_found',
  422: 'invalid',
  429: 'throttled',
};

const PASSING_KINDS: readonly ApiErrorKind[] = ['network', 'throttled', 'server'];

export class ApiError extends Error {
  readonly kind: ApiErrorKind;
  /** The API's machine code, null when the answer had none. */
  readonly code: string | null;

  constructor(kind: ApiErrorKind, code: string | null = null, options?: ErrorOptions) {
    super(code ?? kind, options);
    this.name = 'ApiError';
    this.kind = kind;
    this.code = code;
  }

  /** True when the same request may succeed a moment later. */
  get isPassing(): boolean {
    return PASSING_KINDS.includes(this.kind);
  }
}

/** Translates a refused answer; a body that is not the API's own JSON leaves `code` null. */
export async function apiErrorOf(response: Response): Promise<ApiError> {
  const kind = KIND_OF_HTTP_STATUS[response.status] ?? 'server';
  const body: unknown = await response.json().catch(() => null);
  return new ApiError(kind, codeOf(body));
}

function codeOf(body: unknown): string | null {
  const error = fieldOf(body, 'error');
  const code = fieldOf(error, 'code');
  return typeof code === 'string' ? code : null;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
