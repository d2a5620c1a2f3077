/** The head of the page: what it is for, and what can be done to the chosen webhook. */
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Delivery, Webhook } from '../../api/webhooks';
import { ProblemAlert } from '../../common/problem-alert';
import { useMayManage } from '../../common/use-may-manage';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import { useTry } from './hooks';
import { answerOf } from './outcome';

export type Open = 'create' | 'edit' | 'secret' | 'remove' | null;

interface HeadProps {
  chosen: Webhook | null;
  onOpen: (open: Open) => void;
}

export function Head({ chosen, onOpen }: HeadProps) {
  const words = useI18n().text.webhooks;
  const mayManage = useMayManage();
  const test = useTry();
  const start = () => { if (chosen) test.mutate(chosen.webhook_id); };
  const actions = mayManage && <Actions chosen={chosen} isTesting={test.isPending} onOpen={onOpen} onTest={start} />;
  return (
    <SpaceBetween size="s">
      <Header variant="h1" description={words.description} actions={actions}>
        {words.title}
      </Header>
      {test.error && <ProblemAlert title={words.test.failed} error={test.error} />}
      {test.data && test.variables === chosen?.webhook_id && <Outcome delivery={test.data} />}
    </SpaceBetween>
  );
}

interface ActionsProps extends HeadProps {
  isTesting: boolean;
  onTest: () => void;
}

function Actions({ chosen, isTesting, onOpen, onTest }: ActionsProps) {
  const words = useI18n().text.webhooks;
  const open = (what: Open) => () => { onOpen(what); };
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button disabled={!chosen} loading={isTesting} onClick={onTest}>{words.test.open}</Button>
      <Button disabled={!chosen} onClick={open('edit')}>{words.edit}</Button>
      <Button disabled={!chosen} onClick={open('secret')}>{words.secret.open}</Button>
      <Button disabled={!chosen} onClick={open('remove')}>{words.remove.open}</Button>
      <Button variant="primary" onClick={open('create')} data-testid="create-webhook">{words.create}</Button>
    </SpaceBetween>
  );
}

function Outcome({ delivery }: { delivery: Delivery }) {
  const words = useI18n().text.webhooks;
  const dates = useDates();
  const isTaken = delivery.outcome === 'delivered';
  return (
    <div role="status" data-testid="test-result">
      <Alert type={isTaken ? 'success' : 'warning'}>
        {isTaken ? words.test.delivered(dates.count(delivery.duration_ms ?? 0)) : words.test.refused(answerOf(delivery, words, dates) ?? '')}
      </Alert>
    </div>
  );
}
