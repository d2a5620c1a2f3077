import { describe, expect, it } from 'vitest';
import { instantIn } from '../src/common/local-time';

describe('a day and a time on the clock of a website', () => {
  it.each([
    ['Europe/Paris', '2026-11-24', '09:00', '2026-11-24T08:00:00.000Z'],
    ['Europe/Paris', '2026-07-01', '09:00', '2026-07-01T07:00:00.000Z'],
    ['America/New_York', '2026-11-24', '23:30', '2026-11-25T04:30:00.000Z'],
    ['Asia/Kolkata', '2026-11-24', '00:15', '2026-11-23T18:45:00.000Z'],
    // Clocks go forward at 02:00 and back at 03:00.
    ['Europe/Paris', '2026-03-29', '01:30', '2026-03-29T00:30:00.000Z'],
    ['Europe/Paris', '2026-03-29', '03:30', '2026-03-29T01:30:00.000Z'],
    ['Europe/Paris', '2026-10-25', '04:00', '2026-10-25T03:00:00.000Z'],
  ])('%s %s %s', (zone, day, time, expected) => {
    expect(instantIn(zone, day, time).toISOString()).toBe(expected);
  });
});
