/** A refusal as the API words it (RFC 9457). */
export function problem(status: number, code: string, members: object = {}): Response {
  const body = { type: 'about:blank', title: 'Refused', status, code, detail: 'for developers', errors: [], ...members };
  return Response.json(body, { status, headers: { 'Content-Type': 'application/problem+json' } });
}
