/** Addresses and names to paste into a module or a program. */
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import { Copyable } from '../../common/copyable';
import { useWebsite } from '../../common/website';
import { useI18n } from '../../i18n';
import { placesOf } from './places';

export function Addresses() {
  const words = useI18n().text.access.addresses;
  const { website_id: websiteId } = useWebsite();
  const { api, token } = placesOf(window.location.origin, websiteId);
  return (
    <Container header={<Header variant="h2">{words.title}</Header>} data-testid="addresses">
      <KeyValuePairs columns={3} items={[pair(words.api, api), pair(words.website, websiteId), pair(words.token, token)]} />
    </Container>
  );
}

export function Prestashop() {
  const words = useI18n().text.access.prestashop;
  const { website_id: websiteId } = useWebsite();
  const { prestashopPush, prestashopSettings } = placesOf(window.location.origin, websiteId);
  return (
    <Container header={<Header variant="h2" description={words.description}>{words.title}</Header>} data-testid="prestashop">
      <KeyValuePairs columns={2} items={[pair(words.push, prestashopPush), pair(words.settings, prestashopSettings)]} />
    </Container>
  );
}

export function pair(label: string, value: string) {
  return { label, value: <Copyable label={label} value={value} /> };
}
