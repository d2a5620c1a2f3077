/** What came of a replay. */
import Alert from '@cloudscape-design/components/alert';
import type { Delivery, Replay } from '../../api/webhooks';
import { ProblemAlert } from '../../common/problem-alert';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import { answerOf } from './outcome';

export function ReplayResult({ replay, error }: { replay: Replay | null; error: Error | null }) {
  const words = useI18n().text.webhooks.log;
  if (error) return <ProblemAlert title={words.replayFailed} error={error} />;
  if (!replay) return null;
  return (
    <div role="status" data-testid="replay-result">
      {replay.delivery ? <Attempt delivery={replay.delivery} /> : <Alert type="info">{words.replayWaits}</Alert>}
    </div>
  );
}

function Attempt({ delivery }: { delivery: Delivery }) {
  const words = useI18n().text.webhooks;
  const dates = useDates();
  if (delivery.outcome === 'delivered') return <Alert type="success">{words.log.replayed}</Alert>;
  return <Alert type="warning">{words.log.replayRefused(answerOf(delivery, words, dates) ?? '')}</Alert>;
}
