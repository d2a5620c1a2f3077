/** The website being looked at; its time zone and its locale govern every date of the page. */
import { createContext, use, useMemo } from 'react';
import type { Website } from '../api/types';
import { useI18n } from '../i18n';
import { createDates, localeOf, type Dates } from '../i18n/dates';

export const WebsiteContext = createContext<Website | null>(null);

export function useWebsite(): Website {
  const website = use(WebsiteContext);
  if (!website) throw new Error('useWebsite needs a WebsiteContext');
  return website;
}

export function useDates(): Dates {
  const { language } = useI18n();
  const { locale, time_zone: timeZone } = useWebsite();
  return useMemo(() => createDates(localeOf(language, locale), timeZone), [language, locale, timeZone]);
}
