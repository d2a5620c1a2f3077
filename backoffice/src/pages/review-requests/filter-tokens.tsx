/** The filters that are set beside the three in sight, one removable token each, so that none works unseen. */
import TokenGroup from '@cloudscape-design/components/token-group';
import { useLanguageName } from '../../common/use-language-name';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import type { Catalogue, Language } from '../../i18n/catalogue';
import { labelOf } from '../../i18n/labels';
import { reasonOf } from '../../i18n/reasons';
import type { FilterProps } from './filter-bar';
import type { Filters } from './filters';
import { templateName } from './template-name';

interface Token {
  label: string;
  /** What the filters become without it. */
  without: Partial<Filters>;
}

interface Words {
  text: Catalogue;
  language: Language;
  day: (day: string) => string;
  languageName: (word: string) => string;
}

export function FilterTokens({ filters, onChange }: FilterProps) {
  const { text, language } = useI18n();
  const { day } = useDates();
  const languageName = useLanguageName();
  const tokens = tokensOf(filters, { text, language, day, languageName });
  if (tokens.length === 0) return null;
  return (
    <div role="group" aria-label={text.tracking.filters.active} data-testid="filter-tokens">
      <TokenGroup
        items={tokens.map(({ label }) => ({ label, dismissLabel: text.tracking.removeToken(label) }))}
        onDismiss={({ detail }) => {
          const token = tokens[detail.itemIndex];
          if (token) onChange(token.without);
        }}
      />
    </div>
  );
}

function tokensOf(filters: Filters, words: Words): Token[] {
  const { text, language, languageName } = words;
  const { filters: names, token } = text.tracking;
  return [
    ...listTokens(filters.reasons, 'reasons', (code) => token(names.reason, reasonOf(code, language).sentence)),
    ...listTokens(filters.channels, 'channels', (channel) => token(names.channel, labelOf(names.channels, channel))),
    ...listTokens(filters.shops, 'shops', (shop) => token(names.shop, shop)),
    ...listTokens(filters.methods, 'methods', (method) => token(names.transmissionMethod, text.transmissionMethods[method])),
    ...listTokens(filters.languages, 'languages', (word) => token(names.language, languageName(word))),
    ...sentToken(filters, words),
    ...receivedToken(filters, words),
    ...singleTokens(filters, text),
  ];
}

function listTokens<T extends string>(values: readonly T[], name: keyof Filters, labelOfValue: (value: T) => string): Token[] {
  return values.map((value) => ({
    label: labelOfValue(value),
    without: { [name]: values.filter((other) => other !== value) },
  }));
}

function sentToken({ sentFrom, sentTo }: Filters, { text, day }: Words): Token[] {
  const span = spanOf(sentFrom && day(sentFrom), sentTo && day(sentTo), text);
  return span ? [{ label: text.tracking.token(text.tracking.filters.sent, span), without: { sentFrom: null, sentTo: null } }] : [];
}

function receivedToken({ receivedFrom, receivedTo }: Filters, { text, day }: Words): Token[] {
  const span = spanOf(receivedFrom && day(receivedFrom), receivedTo && day(receivedTo), text);
  return span ? [{ label: text.tracking.token(text.tracking.filters.received, span), without: { receivedFrom: null, receivedTo: null } }] : [];
}

function spanOf(from: string | null, to: string | null, text: Catalogue): string | null {
  const { between, since, until } = text.tracking;
  if (from && to) return between(from, to);
  if (from) return since(from);
  return to ? until(to) : null;
}

function singleTokens({ reached, afterReminder, template }: Filters, text: Catalogue): Token[] {
  const { filters: names, token } = text.tracking;
  return [
    ...(reached ? [{ label: token(names.reached, names.milestones[reached]), without: { reached: null } }] : []),
    ...(afterReminder ? [{ label: token(names.afterReminder, names.afterReminders[afterReminder]), without: { afterReminder: null } }] : []),
    ...(template ? [{ label: token(names.template, templateName(template, text)), without: { template: null } }] : []),
  ];
}
