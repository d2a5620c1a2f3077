/** The page "API access": addresses, API clients, and what modules ask for. */
import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { ApiClient } from '../../api/api-access';
import { ErrorNotice } from '../../common/error-notice';
import { useServices } from '../../common/services';
import { useMayManage } from '../../common/use-may-manage';
import { useWebsite } from '../../common/website';
import { useI18n } from '../../i18n';
import { Layout } from '../../layout';
import { useTitle } from '../../layout/use-title';
import { Addresses, Prestashop } from './addresses';
import { ClientDialogs } from './client-dialogs';
import { Clients, type Open } from './clients';
import { useApiClients } from './hooks';
import { curlOf, placesOf } from './places';
import { Webservice } from './webservice';
import './access.css';

export default function AccessPage() {
  const words = useI18n().text.access;
  const mayManage = useMayManage();
  useTitle(words.title);
  const content = (
    <SpaceBetween size="l">
      <Header variant="h1" description={words.description}>{words.title}</Header>
      {mayManage ? <Access /> : <Alert type="info" header={words.ownersOnly}>{words.ownersOnlyHelp}</Alert>}
    </SpaceBetween>
  );
  return <Layout contentType="table" content={content} />;
}

function Access() {
  const words = useI18n().text.access.clients;
  const answer = useApiClients();
  const [name, setName] = useState<string | null>(null);
  const [open, setOpen] = useState<Open>(null);
  const clients = answer.data ?? [];
  const chosen = clients.find((client) => client.name === name) ?? (clients.length === 1 ? clients[0] : null) ?? null;
  const retry = () => void answer.refetch();
  return (
    <SpaceBetween size="l">
      <Addresses />
      {answer.error ? (
        <ErrorNotice title={words.failed} error={answer.error} onRetry={retry} testId="clients-error" />
      ) : (
        <Clients clients={clients} isLoading={answer.isPending} chosen={chosen} onChoose={setName} onOpen={setOpen} />
      )}
      <Trying chosen={chosen} />
      <Prestashop />
      <Webservice />
      <ClientDialogs open={open} chosen={chosen} onClose={() => { setOpen(null); }} />
    </SpaceBetween>
  );
}

function Trying({ chosen }: { chosen: ApiClient | null }) {
  const words = useI18n().text.access.trying;
  const { website_id: websiteId } = useWebsite();
  const { clock } = useServices();
  const places = placesOf(window.location.origin, websiteId);
  const today = clock().toISOString().slice(0, 10);
  const clientId = chosen?.client_id ?? `${websiteId}.sandbox`;
  return (
    <Container header={<Header variant="h2" description={words.description}>{words.title}</Header>}>
      <pre className="access-snippet" data-testid="curl">{curlOf(places, { clientId, secret: words.secret, day: today })}</pre>
    </Container>
  );
}
