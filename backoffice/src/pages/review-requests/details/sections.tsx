/** What the proof said: the experience and the customer. */
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import type { Customer, ReviewRequestDetails } from '../../../api/types';
import { PageLink } from '../../../common/page-link';
import { useDates } from '../../../common/website';
import { useI18n } from '../../../i18n';
import { labelOf } from '../../../i18n/labels';
import { PATHS } from '../../../layout/navigation';
import { ExperienceDate, Instant } from '../instant';
import { Section } from './section';

export function ExperienceSection({ details }: { details: ReviewRequestDetails }) {
  const { text } = useI18n();
  const labels = text.details;
  return (
    <Section title={labels.experience} testId="details-experience">
      <KeyValuePairs
        columns={2}
        items={[
          { label: labels.experienceDate, value: <ExperienceDate at={details.experience_date} /> },
          { label: labels.reviewType, value: labelOf(text.reviewTypes, details.review_type) },
          { label: labels.transmissionMethod, value: labelOf(text.transmissionMethods, details.transmission_method) },
          { label: labels.receivedAt, value: <Instant at={details.received_at} /> },
          ...sourcePairs(details, labels.source, labels.sourceLine),
          { label: labels.channel, value: labelOf(text.channels, details.channel) },
          ...optional(labels.shop, details.shop_id),
        ]}
      />
    </Section>
  );
}

export function CustomerSection({ customer }: { customer: Customer }) {
  const { text } = useI18n();
  const dates = useDates();
  const labels = text.details;
  const more = [
    ...optional(labels.language, customer.language && dates.languageName(customer.language)),
    ...optional(labels.country, customer.country && dates.countryName(customer.country)),
    ...optional(labels.phone, customer.phone),
  ];
  const name = [customer.first_name, customer.last_name].filter(Boolean).join(' ');
  return (
    <Section title={labels.customer} testId="details-customer">
      <KeyValuePairs
        columns={1}
        items={[
          { label: labels.name, value: name || labels.none },
          { label: labels.email, value: <span className="breakable">{customer.email}</span> },
        ]}
      />
      {more.length > 0 && <KeyValuePairs columns={2} items={more} />}
    </Section>
  );
}

function optional(label: string, value: string | null): { label: string; value: string }[] {
  return value ? [{ label, value }] : [];
}

function sourcePairs({ source }: ReviewRequestDetails, label: string, lineName: (line: number) => string) {
  if (!source || (!source.name && !source.transmission_id)) return [];
  return [{ label, value: <SourceOf source={source} lineName={lineName} /> }];
}

/** The file or call it came with, which leads to what became of its other lines. */
function SourceOf({ source, lineName }: { source: NonNullable<ReviewRequestDetails['source']>; lineName: (line: number) => string }) {
  const { call } = useI18n().text.transmissions;
  const name = [source.name ?? call, source.line !== null && lineName(source.line)].filter(Boolean).join(', ');
  if (!source.transmission_id) return <span className="breakable">{name}</span>;
  return (
    <span className="breakable">
      <PageLink path={`${PATHS.transmissions}/${source.transmission_id}`}>{name}</PageLink>
    </span>
  );
}
