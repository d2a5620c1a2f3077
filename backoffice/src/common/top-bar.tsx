/** The bar above every page: whose website, which language, which appearance, who is signed in. */
import TopNavigation, { type TopNavigationProps } from '@cloudscape-design/components/top-navigation';
import type { Website } from '../api/types';
import { CATALOGUES, isLanguage, useI18n } from '../i18n';
import { LANGUAGES, type Catalogue } from '../i18n/catalogue';
import { APPEARANCES, usePreferences, type Preferences } from './preferences';

interface TopBarProps {
  account?: { email: string | null; onSignOut: () => void } | undefined;
  websites?: { all: readonly Website[]; current: Website | null; onChoose: (websiteId: string) => void } | undefined;
}

type Utility = TopNavigationProps.MenuDropdownUtility;

export function TopBar({ account, websites }: TopBarProps) {
  const { text } = useI18n();
  const { preferences, change } = usePreferences();
  const utilities = [
    ...(websites && websites.all.length > 1 ? [websiteMenu(text, websites)] : []),
    languageMenu(text, preferences, change),
    appearanceMenu(text, preferences, change),
    ...(account ? [accountMenu(text, account)] : []),
  ];
  return (
    <header id="top-bar" data-testid="top-bar">
      <TopNavigation
        identity={{ href: '/', title: text.product, logo: { src: '/favicon.svg', alt: '' } }}
        utilities={utilities}
        i18nStrings={{ overflowMenuTriggerText: text.topBar.more, overflowMenuTitleText: text.topBar.more }}
      />
    </header>
  );
}

function websiteMenu(text: Catalogue, { all, current, onChoose }: NonNullable<TopBarProps['websites']>): Utility {
  return {
    type: 'menu-dropdown',
    iconName: 'multiscreen',
    text: current?.name ?? text.topBar.website,
    title: text.topBar.website,
    ariaLabel: `${text.topBar.website} ${current?.name ?? ''}`,
    items: all.map((website) => ({
      id: website.website_id,
      text: website.name,
      itemType: 'checkbox' as const,
      checked: website.website_id === current?.website_id,
    })),
    onItemClick: ({ detail }) => {
      onChoose(detail.id);
    },
  };
}

type Change = (changes: Partial<Preferences>) => void;

function languageMenu(text: Catalogue, preferences: Preferences, change: Change): Utility {
  return {
    type: 'menu-dropdown',
    iconName: 'globe',
    text: text.languageName,
    title: text.topBar.language,
    ariaLabel: `${text.topBar.language} ${text.languageName}`,
    items: LANGUAGES.map((language) => ({
      id: language,
      text: CATALOGUES[language].languageName,
      itemType: 'checkbox' as const,
      checked: language === preferences.language,
    })),
    onItemClick: ({ detail }) => {
      if (isLanguage(detail.id)) change({ language: detail.id });
    },
  };
}

function appearanceMenu(text: Catalogue, preferences: Preferences, change: Change): Utility {
  return {
    type: 'menu-dropdown',
    iconName: 'settings',
    title: text.topBar.appearance,
    ariaLabel: text.topBar.appearance,
    items: APPEARANCES.map((appearance) => ({
      id: appearance,
      text: text.topBar.appearances[appearance],
      itemType: 'checkbox' as const,
      checked: appearance === preferences.appearance,
    })),
    onItemClick: ({ detail }) => {
      const appearance = APPEARANCES.find((known) => known === detail.id);
      if (appearance) change({ appearance });
    },
  };
}

function accountMenu(text: Catalogue, { email, onSignOut }: NonNullable<TopBarProps['account']>): Utility {
  return {
    type: 'menu-dropdown',
    iconName: 'user-profile',
    text: email ?? text.topBar.account,
    title: email ?? text.topBar.account,
    ariaLabel: email ? `${text.topBar.account} ${email}` : text.topBar.account,
    items: [{ id: 'sign-out', text: text.topBar.signOut }],
    onItemClick: onSignOut,
  };
}
