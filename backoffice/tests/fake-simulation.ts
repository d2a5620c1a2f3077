/** The door that tries proofs: gives the foresight a test wants, and remembers what it was asked. */
import type { Foresight } from '../src/api/simulation';
import { told } from './fake-transmissions';

export const ACCEPTED: Foresight = {
  result: 'accepted',
  error: null,
  requests: [
    { review_type: 'brand', due_at: '2026-11-30T09:00:00Z', refused: null, explanation: [{ code: 'feed', sentence: told('Delay given with the proof: 7 days.') }] },
    { review_type: 'product', due_at: '2026-12-05T09:00:00Z', refused: { code: 'too_old', sentence: told('Too old.') }, explanation: [] },
  ],
  notes: [{ code: 'may_wait_a_day', sentence: told('One e-mail per customer and day.') }],
};

export function refused(field: string | null): Foresight {
  const error = { code: 'missing_value', field, value: null, sentence: told('It is missing.'), remedy: told('Fill it in.') };
  return { result: 'rejected', error, requests: [], notes: [] };
}

export class FakeSimulation {
  foresight: Foresight = ACCEPTED;
  readonly tried: unknown[] = [];

  answer(event: unknown): Response {
    this.tried.push(event);
    return Response.json(this.foresight);
  }
}
