/** The API clients of the website; the chosen one is the one the buttons speak of. */
import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { ApiClient } from '../../api/api-access';
import { useActorName } from '../../common/use-actor-name';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';

export type Open = 'create' | 'replace' | 'revoke' | null;

interface ClientsProps {
  clients: readonly ApiClient[];
  isLoading: boolean;
  chosen: ApiClient | null;
  onChoose: (name: string | null) => void;
  onOpen: (open: Open) => void;
}

export function Clients({ clients, isLoading, chosen, onChoose, onOpen }: ClientsProps) {
  const words = useI18n().text.access.clients;
  const columns = useColumns();
  return (
    <Table
      data-testid="api-clients"
      header={<Header variant="h2" description={words.description} actions={<Actions chosen={chosen} onOpen={onOpen} />}>{words.title}</Header>}
      items={clients}
      trackBy="client_id"
      columnDefinitions={columns}
      selectionType="single"
      selectedItems={chosen ? [chosen] : []}
      onSelectionChange={({ detail }) => { onChoose(detail.selectedItems[0]?.name ?? null); }}
      loading={isLoading}
      loadingText={words.loading}
      empty={<Empty />}
      wrapLines
      ariaLabels={{ tableLabel: words.title, selectionGroupLabel: words.title, itemSelectionLabel: (_, { name }) => words.select(name) }}
    />
  );
}

function Actions({ chosen, onOpen }: { chosen: ApiClient | null; onOpen: (open: Open) => void }) {
  const words = useI18n().text.access;
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button disabled={!chosen} onClick={() => { onOpen('replace'); }}>{words.replace.open}</Button>
      <Button disabled={!chosen} onClick={() => { onOpen('revoke'); }}>{words.revoke.open}</Button>
      <Button variant="primary" onClick={() => { onOpen('create'); }} data-testid="create-client">{words.clients.create}</Button>
    </SpaceBetween>
  );
}

function Empty() {
  const words = useI18n().text.access.clients;
  return (
    <Box textAlign="center" color="inherit" padding={{ vertical: 'l' }}>
      <b>{words.none}</b>
      <Box color="text-body-secondary">{words.noneHelp}</Box>
    </Box>
  );
}

function useColumns(): TableProps.ColumnDefinition<ApiClient>[] {
  const { columns, sandbox, real } = useI18n().text.access.clients;
  return [
    { id: 'name', header: columns.name, cell: ({ name }) => name, isRowHeader: true },
    { id: 'clientId', header: columns.clientId, cell: ({ client_id: id }) => <span className="breakable">{id}</span> },
    { id: 'kind', header: columns.kind, cell: ({ sandbox: isSandbox }) => (isSandbox ? <Badge color="blue">{sandbox}</Badge> : real) },
    { id: 'created', header: columns.created, cell: (client) => <Created client={client} /> },
    { id: 'secret', header: columns.secret, cell: (client) => <Secret client={client} /> },
  ];
}

function Created({ client }: { client: ApiClient }) {
  const words = useI18n().text.access.clients;
  const dates = useDates();
  const nameOf = useActorName();
  return client.created_at ? words.by(dates.instant(client.created_at), nameOf(client.created_by ?? '')) : words.unknown;
}

function Secret({ client }: { client: ApiClient }) {
  const words = useI18n().text.access.clients;
  const dates = useDates();
  if (!client.secret_replaced_at) return words.never;
  return (
    <>
      {words.replacedAt(dates.instant(client.secret_replaced_at))}
      {client.old_secret_until && (
        <Box variant="small" color="text-body-secondary" display="block">
          {words.oldUntil(dates.instant(client.old_secret_until))}
        </Box>
      )}
    </>
  );
}
