/** What became of the requests a transmission made: a figure for each status, leading to such rows of the table. */
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import type { TransmissionDetails } from '../../api/transmissions';
import { STATUSES, type Status } from '../../api/types';
import { PageLink } from '../../common/page-link';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import { PATHS } from '../../layout/navigation';

interface RequestsByStatusProps {
  one: TransmissionDetails;
  counts: Partial<Record<Status, number>>;
}

export function RequestsByStatus({ one, counts }: RequestsByStatusProps) {
  const { text } = useI18n();
  const dates = useDates();
  const words = text.transmissions.requests;
  const there = STATUSES.filter((status) => (counts[status] ?? 0) > 0);
  if (there.length === 0) return null;
  return (
    <Container
      header={
        <Header variant="h2" description={one.counted_at ? words.countedAt(dates.instant(one.counted_at)) : undefined}>
          {words.title}
        </Header>
      }
      data-testid="requests-by-status"
    >
      <KeyValuePairs
        columns={4}
        items={there.map((status) => ({
          label: text.statuses[status],
          value: <Figure one={one} status={status} count={counts[status] ?? 0} />,
        }))}
      />
    </Container>
  );
}

function Figure({ one, status, count }: { one: TransmissionDetails; status: Status; count: number }) {
  const { text } = useI18n();
  const shown = useDates().count(count);
  return (
    <PageLink
      path={PATHS.follow}
      parameters={{ status, transmission_method: one.transmission_method, received_from: one.day, received_to: one.day }}
      ariaLabel={text.transmissions.requests.show(`${text.statuses[status]}: ${shown}`)}
    >
      {shown}
    </PageLink>
  );
}
