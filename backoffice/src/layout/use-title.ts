/** The title of the browser's tab: the page, the website, the product. */
import { useEffect } from 'react';
import { useWebsite } from '../common/website';
import { useI18n } from '../i18n';

export function useTitle(page: string): void {
  const { text } = useI18n();
  const { name } = useWebsite();
  useEffect(() => {
    document.title = `${page} - ${name} - ${text.product}`;
  }, [page, name, text]);
}
