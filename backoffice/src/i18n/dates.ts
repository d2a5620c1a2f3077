/** Dates as a person reads them: always in the website's time zone, in the person's language. */
import type { Language } from './catalogue';

export interface Dates {
  /** `12 nov. 2026, 10:15` */
  instant: (iso: string) => string;
  /** `12 nov. 2026`, and the hour unless it is midnight: proofs often carry a bare date. */
  experience: (iso: string) => string;
  /** `12 nov. 2026`, of a day `YYYY-MM-DD` on the website's calendar. */
  day: (day: string) => string;
  /** `10:15:02` */
  time: (date: Date) => string;
  /** `14:32` on the day of `now`, else with its day. */
  moment: (iso: string, now: Date) => string;
  /** `il y a 3 jours`, seen from `now`. */
  relative: (iso: string, now: Date) => string;
  /** `24,95`: a price whose currency nobody told. */
  amount: (value: number) => string;
  /** `1 204` */
  count: (value: number) => string;
  /** `7,4 %` of a part between 0 and 1. */
  share: (value: number) => string;
  /** `12/11`, for an axis. */
  shortDay: (day: string) => string;
  languageName: (code: string) => string;
  countryName: (code: string) => string;
}

const DEFAULT_LOCALE: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' };

/** The website's own locale when it speaks the chosen language (`fr-CA`, `en-US`), else a usual one. */
export function localeOf(language: Language, websiteLocale: string | null): string {
  const speaksIt = websiteLocale?.toLowerCase().startsWith(`${language}-`);
  return speaksIt && websiteLocale ? websiteLocale.replace('_', '-') : DEFAULT_LOCALE[language];
}

export function createDates(locale: string, timeZone: string): Dates {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  const instant = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const calendarDay = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium', timeZone });
  const amounts = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const hour = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone });
  const counts = new Intl.NumberFormat(locale);
  const shares = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const shortDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return {
    instant: (iso) => instant.format(new Date(iso)),
    moment: (iso, now) => (isSameDay(new Date(iso), now, timeZone) ? hour : instant).format(new Date(iso)),
    experience: (iso) => (isMidnight(iso, timeZone) ? day : instant).format(new Date(iso)),
    day: (iso) => calendarDay.format(new Date(`${iso}T00:00:00Z`)),
    time: (date) => time.format(date),
    relative: (iso, now) => relative({ locale, timeZone }, new Date(iso), now),
    count: (value) => counts.format(value),
    amount: (value) => amounts.format(value),
    share: (value) => shares.format(value),
    shortDay: (iso) => shortDay.format(new Date(`${iso}T00:00:00Z`)),
    languageName: (code) => nameOf(locale, 'language', code),
    countryName: (code) => nameOf(locale, 'region', code),
  };
}

/** The calendar day, `YYYY-MM-DD`, that `instant` belongs to in `timeZone`. */
export function dayIn(timeZone: string, instant: Date): string {
  // The Swedish order of a date is the ISO one.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(instant);
}

function isSameDay(one: Date, other: Date, timeZone: string): boolean {
  return dayIn(timeZone, one) === dayIn(timeZone, other);
}

function isMidnight(iso: string, timeZone: string): boolean {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'medium' }).format(new Date(iso)) === '00:00:00';
}

const MINUTE = 60;
const SCALES: [seconds: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [365 * 24 * 60 * MINUTE, 'year'],
  [30 * 24 * 60 * MINUTE, 'month'],
  [24 * 60 * MINUTE, 'day'],
  [60 * MINUTE, 'hour'],
  [MINUTE, 'minute'],
];

function relative({ locale, timeZone }: { locale: string; timeZone: string }, instant: Date, now: Date): string {
  const seconds = (instant.getTime() - now.getTime()) / 1000;
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const [length, unit] = SCALES.find(([shortest]) => Math.abs(seconds) >= shortest) ?? [1, 'second'];
  if (unit === 'second') return words.format(0, unit);
  // "Tomorrow" is a day of the calendar: 47 hours from now need not be tomorrow.
  const amount = unit === 'day' ? daysBetween(now, instant, timeZone) : Math.trunc(seconds / length);
  return words.format(amount, unit);
}

function daysBetween(from: Date, to: Date, timeZone: string): number {
  return Math.round((Date.parse(dayIn(timeZone, to)) - Date.parse(dayIn(timeZone, from))) / (24 * 60 * MINUTE * 1000));
}

function nameOf(locale: string, type: 'language' | 'region', code: string): string {
  try {
    return new Intl.DisplayNames(locale, { type }).of(code) ?? code;
  } catch (error) {
    // Merchants send codes that no standard knows; the code itself is then the best name.
    if (error instanceof RangeError) return code;
    throw error;
  }
}
