/** The historical webservice: where it is, and the state of its secret key. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import type { WebserviceKey } from '../../api/api-access';
import { ErrorNotice } from '../../common/error-notice';
import { useActorName } from '../../common/use-actor-name';
import { useDates, useWebsite } from '../../common/website';
import { useI18n } from '../../i18n';
import { pair } from './addresses';
import { useWebserviceKey } from './hooks';
import { KeyDialogs, type OpenKey } from './key-dialogs';

export function Webservice() {
  const words = useI18n().text.access.webservice;
  const answer = useWebserviceKey();
  const [open, setOpen] = useState<OpenKey>(null);
  const actions = answer.data && <Actions isSet={answer.data.is_set} onOpen={setOpen} />;
  return (
    <Container header={<Header variant="h2" description={words.description} actions={actions}>{words.title}</Header>} data-testid="webservice">
      {answer.error && <ErrorNotice title={words.failed} error={answer.error} onRetry={() => void answer.refetch()} testId="webservice-error" />}
      {answer.isPending && <StatusIndicator type="loading">{words.loading}</StatusIndicator>}
      {answer.data && <State state={answer.data} />}
      <KeyDialogs open={open} onClose={() => { setOpen(null); }} />
    </Container>
  );
}

function Actions({ isSet, onOpen }: { isSet: boolean; onOpen: (open: OpenKey) => void }) {
  const words = useI18n().text.access.webservice;
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {isSet && <Button onClick={() => { onOpen('remove'); }}>{words.remove}</Button>}
      <Button onClick={() => { onOpen('set'); }}>{words.set}</Button>
      <Button onClick={() => { onOpen('make'); }}>{words.make}</Button>
    </SpaceBetween>
  );
}

function State({ state }: { state: WebserviceKey }) {
  const words = useI18n().text.access.webservice;
  const { website_id: websiteId } = useWebsite();
  const key = { label: words.key, value: <KeyState state={state} /> };
  return <KeyValuePairs columns={3} items={[pair(words.website, websiteId), pair(words.endpoint, state.endpoint), key]} />;
}

function KeyState({ state }: { state: WebserviceKey }) {
  const words = useI18n().text.access.webservice;
  const dates = useDates();
  const nameOf = useActorName();
  return (
    <div data-testid="key-state">
      <StatusIndicator type={state.is_set ? 'success' : 'stopped'}>{state.is_set ? words.isSet : words.isNotSet}</StatusIndicator>
      {state.changed_at && (
        <Box variant="small" color="text-body-secondary" display="block">
          {words.since(dates.instant(state.changed_at), nameOf(state.changed_by ?? ''))}
        </Box>
      )}
    </div>
  );
}
