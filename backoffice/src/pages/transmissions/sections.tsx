/** What is told of one transmission. */
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSearchParams } from 'react-router-dom';
import { LINE_CHOICES, type LineChoice, type TransmissionDetails } from '../../api/transmissions';
import { useActorName } from '../../common/use-actor-name';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import { labelOf } from '../../i18n/labels';
import { Balance } from '../../transmissions/balance';
import { LinesTabs } from '../../transmissions/lines-tabs';
import { RefusalAlert } from '../../transmissions/refusal-alert';
import { State } from '../../transmissions/state';
import { RequestsByStatus } from './requests-by-status';

export function Sections({ one }: { one: TransmissionDetails }) {
  const words = useI18n().text.transmissions;
  const [result, show] = useResult();
  const hasLines = one.books.received > 0;
  return (
    <SpaceBetween size="l">
      <RefusalAlert one={one} />
      <About one={one} />
      {!one.refusal && (
        <Container header={<Header variant="h2" description={words.balanceHelp}>{words.balance}</Header>}>
          <Balance books={one.books} isCheck={one.mode === 'validate'} onFollow={show} />
        </Container>
      )}
      {one.requests_by_status && <RequestsByStatus one={one} counts={one.requests_by_status} />}
      {hasLines && (
        <Container header={<Header variant="h2">{words.lines.title}</Header>}>
          <LinesTabs one={one} result={result} onChange={show} />
        </Container>
      )}
    </SpaceBetween>
  );
}

/** Which lines are shown stands in the address, so that a link shows the same. */
function useResult(): [LineChoice | null, (result: LineChoice) => void] {
  const [parameters, setParameters] = useSearchParams();
  const result = LINE_CHOICES.find((choice) => choice === parameters.get('result')) ?? null;
  const show = (choice: LineChoice) => {
    setParameters((present) => new URLSearchParams([...[...present].filter(([name]) => name !== 'result'), ['result', choice]]));
  };
  return [result, show];
}

function About({ one }: { one: TransmissionDetails }) {
  const { text } = useI18n();
  const dates = useDates();
  const actorName = useActorName();
  const words = text.transmissions;
  return (
    <Container>
      <KeyValuePairs
        columns={4}
        items={[
          { label: words.columns.state, value: <LiveRegion tagName="span"><State one={one} /></LiveRegion> },
          { label: words.columns.door, value: labelOf(text.transmissionMethods, one.transmission_method) },
          { label: words.columns.received, value: <time dateTime={one.received_at}>{dates.instant(one.received_at)}</time> },
          { label: words.by, value: one.by ? actorName(one.by) : text.details.none },
        ]}
      />
    </Container>
  );
}
