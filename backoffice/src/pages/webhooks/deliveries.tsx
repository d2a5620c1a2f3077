/** What was sent to one webhook: every attempt, and the way to send it once more. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { Delivery, DeliveryOutcome, Webhook } from '../../api/webhooks';
import { ErrorNotice } from '../../common/error-notice';
import { useMayManage } from '../../common/use-may-manage';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import { labelOf } from '../../i18n/labels';
import { useDeliveries, useRefresh, useReplay } from './hooks';
import { answerOf } from './outcome';
import { ReplayResult } from './replay-result';

const LOOK: Record<DeliveryOutcome, StatusIndicatorProps.Type> = {
  delivered: 'success',
  failed: 'warning',
  given_up: 'error',
  dropped: 'stopped',
};

export function Deliveries({ webhook }: { webhook: Webhook }) {
  const words = useI18n().text.webhooks.log;
  const answer = useDeliveries(webhook.webhook_id);
  const replay = useReplay(webhook.webhook_id);
  const refresh = useRefresh();
  const columns = useColumns(replay.isPending ? replay.variables : null, replay.mutate);
  if (answer.error) {
    return <ErrorNotice title={words.failed} error={answer.error} onRetry={() => void answer.refetch()} testId="deliveries-error" />;
  }
  const again = <Button iconName="refresh" ariaLabel={words.refresh} loading={answer.isRefetching} onClick={refresh} />;
  return (
    <SpaceBetween size="s">
      <ReplayResult replay={replay.data ?? null} error={replay.error} />
      <Table
        data-testid="deliveries"
        header={<Header variant="h2" description={words.description} actions={again}>{words.title}</Header>}
        items={answer.data?.pages.flatMap((page) => page.items) ?? []}
        trackBy="delivery_id"
        columnDefinitions={columns}
        loading={answer.isPending}
        loadingText={words.loading}
        empty={words.none}
        wrapLines
        ariaLabels={{ tableLabel: words.title }}
        footer={answer.hasNextPage && <More isLoading={answer.isFetchingNextPage} onMore={() => void answer.fetchNextPage()} />}
      />
    </SpaceBetween>
  );
}

function More({ isLoading, onMore }: { isLoading: boolean; onMore: () => void }) {
  const words = useI18n().text.webhooks.log;
  return (
    <Box textAlign="center">
      <Button loading={isLoading} onClick={onMore}>
        {words.more}
      </Button>
    </Box>
  );
}

function useColumns(replaying: string | null, replay: (deliveryId: string) => void): TableProps.ColumnDefinition<Delivery>[] {
  const { text } = useI18n();
  const dates = useDates();
  const mayManage = useMayManage();
  const words = text.webhooks.log;
  const columns: TableProps.ColumnDefinition<Delivery>[] = [
    { id: 'at', header: words.columns.at, cell: ({ at }) => <time dateTime={at}>{dates.instant(at)}</time>, isRowHeader: true },
    { id: 'what', header: words.columns.what, cell: (delivery) => <What delivery={delivery} /> },
    { id: 'outcome', header: words.columns.outcome, cell: ({ outcome }) => <StatusIndicator type={LOOK[outcome]}>{labelOf(words.outcomes, outcome)}</StatusIndicator> },
    { id: 'answer', header: words.columns.answer, cell: (delivery) => answerOf(delivery, text.webhooks, dates) ?? text.details.none },
    { id: 'attempt', header: words.columns.attempt, cell: ({ attempt }) => dates.count(attempt) },
  ];
  if (!mayManage) return columns;
  const button = ({ delivery_id: id, at }: Delivery) => (
    <Button variant="inline-link" ariaLabel={words.replayOf(dates.instant(at))} loading={replaying === id} onClick={() => { replay(id); }}>
      {words.replay}
    </Button>
  );
  return [...columns, { id: 'action', header: words.columns.action, cell: button }];
}

function What({ delivery }: { delivery: Delivery }) {
  const { text } = useI18n();
  const words = text.webhooks.log;
  return (
    <>
      {[labelOf(words.kinds, delivery.kind), delivery.status && labelOf(text.statuses, delivery.status)].filter(Boolean).join(' · ')}
      {delivery.review_request_id && (
        <Box variant="small" color="text-body-secondary" display="block">
          <span className="breakable">{words.request(delivery.review_request_id)}</span>
        </Box>
      )}
    </>
  );
}
