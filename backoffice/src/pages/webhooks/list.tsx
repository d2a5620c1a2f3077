/** The webhooks of the website; the chosen one is the one the buttons and the log speak of. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import type { Webhook } from '../../api/webhooks';
import { useMayManage } from '../../common/use-may-manage';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import { labelOf } from '../../i18n/labels';
import { StateCell } from './state-cell';

interface WebhookListProps {
  header: ReactNode;
  webhooks: readonly Webhook[];
  isLoading: boolean;
  chosen: Webhook | null;
  onChoose: (webhook: Webhook | null) => void;
  onCreate: () => void;
}

export function WebhookList({ header, webhooks, isLoading, chosen, onChoose, onCreate }: WebhookListProps) {
  const words = useI18n().text.webhooks;
  const columns = useColumns();
  return (
    <Table
      data-testid="webhooks"
      header={header}
      items={webhooks}
      trackBy="webhook_id"
      columnDefinitions={columns}
      selectionType="single"
      selectedItems={chosen ? [chosen] : []}
      onSelectionChange={({ detail }) => { onChoose(detail.selectedItems[0] ?? null); }}
      loading={isLoading}
      loadingText={words.loading}
      empty={<Empty onCreate={onCreate} />}
      wrapLines
      ariaLabels={{ tableLabel: words.title, selectionGroupLabel: words.title, itemSelectionLabel: (_, { url }) => words.select(url) }}
    />
  );
}

function Empty({ onCreate }: { onCreate: () => void }) {
  const words = useI18n().text.webhooks;
  const mayManage = useMayManage();
  return (
    <Box textAlign="center" color="inherit" padding={{ vertical: 'l' }}>
      <SpaceBetween size="s">
        <b>{words.none}</b>
        <Box color="text-body-secondary">{words.noneHelp}</Box>
        {mayManage && <Button onClick={onCreate}>{words.create}</Button>}
      </SpaceBetween>
    </Box>
  );
}

function useColumns(): TableProps.ColumnDefinition<Webhook>[] {
  const { text } = useI18n();
  const dates = useDates();
  const { columns, allStatuses, withAddress } = text.webhooks;
  const statuses = ({ statuses: wanted, include_customer_email: isSent }: Webhook) =>
    [wanted.map((status) => labelOf(text.statuses, status)).join(', ') || allStatuses, isSent && withAddress].filter(Boolean).join(' · ');
  return [
    { id: 'url', header: columns.url, cell: ({ url }) => <span className="breakable">{url}</span>, isRowHeader: true },
    { id: 'statuses', header: columns.statuses, cell: statuses },
    { id: 'state', header: columns.state, cell: (webhook) => <StateCell webhook={webhook} /> },
    { id: 'since', header: columns.since, cell: ({ created_at: at }) => dates.instant(at) },
  ];
}
