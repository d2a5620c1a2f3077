/** What would become of the proof: the verdict, the requests with their dates, and every sentence. */
import Alert, { type AlertProps } from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { ForeseenError, Foresight } from '../../api/simulation';
import type { Result } from '../../api/transmissions';
import { useWebsite } from '../../common/website';
import { useI18n } from '../../i18n';
import { labelOf } from '../../i18n/labels';
import { PlannedRequest } from '../../transmissions/planned-request';
import { useTold } from '../../transmissions/told';
import { fieldOf } from './draft';

const LOOK: Partial<Record<Result, AlertProps.Type>> = { accepted: 'success', duplicate: 'info' };

export function Verdict({ foresight, isInForm }: { foresight: Foresight; isInForm: boolean }) {
  const words = useI18n().text.simulate;
  const { error, requests, notes, result } = foresight;
  return (
    <LiveRegion>
      <SpaceBetween size="m">
        <Alert type={LOOK[result] ?? 'error'} header={labelOf(words.results, result)} data-testid="verdict">
          {error ? <Why error={error} isInForm={isInForm} /> : words.nothingWritten}
        </Alert>
        {requests.length + notes.length > 0 && <Requests requests={requests} notes={notes} />}
      </SpaceBetween>
    </LiveRegion>
  );
}

/** A refusal that stands beside its field is not told twice. */
function Why({ error, isInForm }: { error: ForeseenError; isInForm: boolean }) {
  const words = useI18n().text.simulate;
  const told = useTold();
  const field = fieldOf(error.field);
  if (isInForm && field) return <>{words.seeField(words.labels[field])}</>;
  return (
    <>
      {error.field && <><code className="breakable">{error.field}</code>{' · '}</>}
      {told(error.sentence)} {told(error.remedy)}
    </>
  );
}

function Requests({ requests, notes }: Pick<Foresight, 'requests' | 'notes'>) {
  const words = useI18n().text.simulate;
  const { time_zone: zone } = useWebsite();
  const told = useTold();
  return (
    <Container header={<Header variant="h2" description={words.zone(zone)}>{words.requests}</Header>}>
      <SpaceBetween size="s">
        {requests.map((request, place) => (
          <PlannedRequest key={place} request={request} />
        ))}
        {notes.map((note) => (
          <StatusIndicator key={note.code} type="info" wrapText>{told(note.sentence)}</StatusIndicator>
        ))}
      </SpaceBetween>
    </Container>
  );
}
