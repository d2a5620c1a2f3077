import { describe, expect, it } from 'vitest';
import { createDates, dayIn, localeOf } from '../src/i18n/dates';

const paris = createDates('fr-FR', 'Europe/Paris');
const newYork = createDates('en-US', 'America/New_York');

describe('dates', () => {
  it('are in the time zone of the website', () => {
    expect(paris.instant('2026-11-11T23:30:00Z')).toBe('12 nov. 2026, 00:30');
    expect(newYork.instant('2026-11-11T23:30:00Z')).toMatch(/^Nov 11, 2026, 6:30\sPM$/u);
  });

  it('leave out the midnight of a proof that had no hour', () => {
    expect(paris.experience('2026-11-04T00:00:00+01:00')).toBe('4 nov. 2026');
    expect(paris.experience('2026-11-04T10:15:00+01:00')).toBe('4 nov. 2026, 10:15');
  });

  it('tell the distance from now', () => {
    const now = new Date('2026-11-23T10:00:00Z');
    expect(createDates('en-GB', 'UTC').relative('2026-11-20T09:00:00Z', now)).toBe('3 days ago');
    expect(createDates('en-GB', 'UTC').relative('2026-11-23T12:00:00Z', now)).toBe('in 2 hours');
    expect(createDates('en-GB', 'UTC').relative('2026-11-25T09:00:00Z', now)).toBe('in 2 days');
    expect(createDates('en-GB', 'UTC').relative('2026-11-24T12:00:00Z', now)).toBe('tomorrow');
    expect(createDates('en-GB', 'UTC').relative('2026-11-23T10:00:30Z', now)).toBe('now');
  });

  it('know which day it is for the website', () => {
    const instant = new Date('2026-11-22T23:30:00Z');
    expect(dayIn('Europe/Paris', instant)).toBe('2026-11-23');
    expect(dayIn('America/New_York', instant)).toBe('2026-11-22');
  });

  it('name languages and countries, and show a code nobody knows', () => {
    expect(paris.languageName('en')).toBe('anglais');
    expect(paris.countryName('FR')).toBe('France');
    expect(paris.countryName('not a country')).toBe('not a country');
  });
});

describe('locale', () => {
  it.each([
    ['fr', 'fr-CA', 'fr-CA'],
    ['en', 'fr-FR', 'en-GB'],
    ['en', 'en-US', 'en-US'],
    ['fr', null, 'fr-FR'],
  ] as const)('%s on a website in %s is %s', (language, websiteLocale, expected) => {
    expect(localeOf(language, websiteLocale)).toBe(expected);
  });
});
