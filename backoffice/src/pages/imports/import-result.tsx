/** What an import made: the figures with their lines, and the way to the rows. */
import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { LineChoice, TransmissionDetails } from '../../api/transmissions';
import { PageLink } from '../../common/page-link';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import { PATHS } from '../../layout/navigation';
import { Balance } from '../../transmissions/balance';
import { LinesTabs } from '../../transmissions/lines-tabs';
import { Reports } from '../../transmissions/reports';

export function ImportResult({ one }: { one: TransmissionDetails }) {
  const { imports, transmissions } = useI18n().text;
  const words = imports.result;
  const dates = useDates();
  const [result, setResult] = useState<LineChoice | null>(null);
  const { accepted, received } = one.books;
  return (
    <SpaceBetween size="l">
      <div role="status" data-testid="import-done">
        <Alert type={one.in_error ? 'warning' : 'success'} header={words.done(accepted, dates.count(accepted), dates.count(received))}>
          <SpaceBetween direction="horizontal" size="m">
            <PageLink path={PATHS.follow}>{words.toRequests}</PageLink>
            <PageLink path={`${PATHS.transmissions}/${one.transmission_id}`} testId="to-transmission">{words.toTransmission}</PageLink>
          </SpaceBetween>
        </Alert>
      </div>
      <Container header={<Header variant="h2" description={transmissions.balanceHelp}>{transmissions.balance}</Header>}>
        <Balance books={one.books} onFollow={setResult} />
      </Container>
      <Container header={<Header variant="h2" actions={<Reports one={one} />}>{transmissions.lines.title}</Header>}>
        <LinesTabs one={one} result={result} onChange={setResult} />
      </Container>
    </SpaceBetween>
  );
}
