/** Why e-mails do not leave, or when the last one waiting will; nothing when all is normal. */
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { useState } from 'react';
import type { Pause, Sending } from '../api/sending';
import { useServices } from '../common/services';
import { useActorName } from '../common/use-actor-name';
import { useMayManage } from '../common/use-may-manage';
import { useDates } from '../common/website';
import { useI18n } from '../i18n';
import type { Catalogue } from '../i18n/catalogue';
import { labelOf } from '../i18n/labels';
import { useSending } from './hooks';
import { SwitchDialog } from './switch-dialog';

export function SendingBanner() {
  const sending = useSending();
  if (!sending) return null;
  if (sending.pause) return <Paused pause={sending.pause} />;
  return sending.waiting > 0 ? <Backlog sending={sending} /> : null;
}

function Paused({ pause }: { pause: Pause }) {
  const { text } = useI18n();
  const mayResume = useMayManage() && !pause.all_websites;
  const header = usePauseHeader(pause);
  return (
    <div data-testid="sending-paused" className="banner">
      <Alert type="warning" header={header} action={mayResume && <ResumeButton />}>
        {!pause.all_websites && <div>{text.sending.why(reasonOf(pause, text))}</div>}
        {text.sending.pausedHelp}
      </Alert>
    </div>
  );
}

function ResumeButton() {
  const { text } = useI18n();
  const [isAsked, setIsAsked] = useState(false);
  return (
    <>
      <Button
        onClick={() => {
          setIsAsked(true);
        }}
        data-testid="resume-sending"
      >
        {text.sending.resume}
      </Button>
      {isAsked && (
        <SwitchDialog
          to="resume"
          onClose={() => {
            setIsAsked(false);
          }}
        />
      )}
    </>
  );
}

function usePauseHeader({ origin, by, at, all_websites: withAll }: Pause): string {
  const { text } = useI18n();
  const dates = useDates();
  const actorName = useActorName();
  if (withAll) return text.sending.pausedWithAll;
  const date = dates.instant(at);
  return origin === 'automatic' ? text.sending.pausedByUs(date) : text.sending.pausedBy(actorName(by), date);
}

function reasonOf({ origin, reason }: Pause, text: Catalogue): string {
  return origin === 'automatic' ? labelOf<string>(text.sending.automatic, reason) : reason;
}

function Backlog({ sending }: { sending: Sending }) {
  const { text } = useI18n();
  const { clock } = useServices();
  const dates = useDates();
  const words = text.sending;
  const count = dates.count(sending.waiting);
  const end = sending.expected_end_at && words.expectedEnd(dates.moment(sending.expected_end_at, clock()));
  return (
    <div data-testid="sending-backlog" className="banner">
      <Alert type="info">
        {[sending.waiting_is_more ? words.waitingAtLeast(count) : words.waiting(count), end].filter(Boolean).join(', ')}
      </Alert>
    </div>
  );
}
