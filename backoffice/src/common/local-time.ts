/** A day and a time of day on the clock of a time zone, as the instant they are. */

const MINUTE = 60_000;

/** `day` is `YYYY-MM-DD`, `time` is `HH:MM`; an hour that the clock skips counts as the one after it. */
export function instantIn(timeZone: string, day: string, time: string): Date {
  const wall = Date.parse(`${day}T${time}:00Z`);
  const guess = wall - offsetOf(timeZone, wall);
  // The offset at the guess may differ from the one at the wall time where clocks change.
  return new Date(wall - offsetOf(timeZone, guess));
}

/** Milliseconds by which the zone's clock is ahead of UTC at this instant. */
function offsetOf(timeZone: string, instant: number): number {
  const shown = formatterOf(timeZone).format(new Date(instant));
  return Date.parse(`${shown.replace(' ', 'T')}:00Z`) - Math.floor(instant / MINUTE) * MINUTE;
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  // The Swedish order of a date is the ISO one.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
}
