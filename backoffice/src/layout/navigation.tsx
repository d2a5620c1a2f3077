/** The way from one page to another; the website in the address comes along. */
import SideNavigation from '@cloudscape-design/components/side-navigation';
import { useLocation, useNavigate, useSearchParams } from 'react-router-dom';
import { useMayManage } from '../common/use-may-manage';
import { useWebsite } from '../common/website';
import { useI18n } from '../i18n';
import type { Catalogue } from '../i18n/catalogue';

export const PATHS = {
  follow: '/',
  imports: '/imports',
  simulate: '/simulate',
  transmissions: '/transmissions',
  statistics: '/statistics',
  books: '/books',
  exports: '/exports',
  webhooks: '/webhooks',
  settings: '/settings',
  access: '/access',
  optOuts: '/opt-outs',
} as const;
type PageName = keyof typeof PATHS;
const PAGES = Object.keys(PATHS) as PageName[];
const OWNERS_ONLY: readonly PageName[] = ['access'];

export function Navigation({ onFollowed }: { onFollowed: () => void }) {
  const { text } = useI18n();
  const { name } = useWebsite();
  const mayManage = useMayManage();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const hrefOf = usePageAddress();
  return (
    <SideNavigation
      header={{ href: hrefOf('follow'), text: name }}
      activeHref={hrefOf(PAGES.find((page) => page !== 'follow' && isWithin(PATHS[page], pathname)) ?? 'follow')}
      items={PAGES.filter((page) => mayManage || !OWNERS_ONLY.includes(page)).map((page) => ({ type: 'link', text: nameOf(page, text), href: hrefOf(page) }))}
      onFollow={(event) => {
        event.preventDefault();
        onFollowed();
        void navigate(event.detail.href);
      }}
      data-testid="navigation"
    />
  );
}

/** A page, or what stands below it. */
function isWithin(path: string, pathname: string): boolean {
  return pathname === path || pathname.startsWith(`${path}/`);
}

function nameOf(page: PageName, text: Catalogue): string {
  return text.navigation.pages[page];
}

function usePageAddress(): (page: PageName) => string {
  const [parameters] = useSearchParams();
  const website = parameters.get('website');
  return (page) => (website ? `${PATHS[page]}?${new URLSearchParams({ website }).toString()}` : PATHS[page]);
}
