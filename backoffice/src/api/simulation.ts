/** Trying a proof: what would become of it, with dates and sentences; nothing is written. */
import { websitePath, type Caller } from './caller';
import type { PlannedRequest, ToldRule } from './imports';
import type { Result, Told } from './transmissions';

export interface ForeseenError {
  code: string;
  /** Its path in the event, such as `products[0].name`. */
  field: string | null;
  value: string | null;
  sentence: Told;
  remedy: Told;
}

export interface Foresight {
  result: Result;
  error: ForeseenError | null;
  requests: PlannedRequest[];
  /** What may still change when the e-mail wants to leave. */
  notes: ToldRule[];
}

export interface SimulationApi {
  simulate(websiteId: string, event: unknown): Promise<Foresight>;
}

export function simulationApi({ send }: Caller): SimulationApi {
  return { simulate: (websiteId, event) => send('POST', `${websitePath(websiteId)}/simulate`, event) };
}
