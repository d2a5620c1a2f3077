/** The page "Webhooks": the list, what can be done to one, and what was sent to it. */
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { Webhook } from '../../api/webhooks';
import { ErrorNotice } from '../../common/error-notice';
import { useI18n } from '../../i18n';
import { Layout } from '../../layout';
import { useTitle } from '../../layout/use-title';
import { Deliveries } from './deliveries';
import { Head, type Open } from './head';
import { useWebhooks } from './hooks';
import { WebhookList } from './list';
import { RemoveDialog } from './remove-dialog';
import { ReplaceDialog, SecretDialog } from './secret-dialog';
import { WebhookDialog } from './webhook-dialog';
import './webhooks.css';

export default function WebhooksPage() {
  const words = useI18n().text.webhooks;
  useTitle(words.title);
  return <Layout contentType="table" content={<Webhooks />} />;
}

function Webhooks() {
  const words = useI18n().text.webhooks;
  const answer = useWebhooks();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [open, setOpen] = useState<Open>(null);
  const webhooks = answer.data ?? [];
  const chosen = webhooks.find(({ webhook_id: id }) => id === chosenId) ?? (webhooks.length === 1 ? webhooks[0] : null) ?? null;
  if (answer.error) {
    return <ErrorNotice title={words.failed} error={answer.error} onRetry={() => void answer.refetch()} testId="webhooks-error" />;
  }
  return (
    <SpaceBetween size="l">
      <WebhookList
        header={<Head chosen={chosen} onOpen={setOpen} />}
        webhooks={webhooks}
        isLoading={answer.isPending}
        chosen={chosen}
        onChoose={(webhook) => { setChosenId(webhook?.webhook_id ?? null); }}
        onCreate={() => { setOpen('create'); }}
      />
      {chosen && <Deliveries key={chosen.webhook_id} webhook={chosen} />}
      <Dialogs open={open} chosen={chosen} onClose={() => { setOpen(null); }} />
    </SpaceBetween>
  );
}

function Dialogs({ open, chosen, onClose }: { open: Open; chosen: Webhook | null; onClose: () => void }) {
  const [secret, setSecret] = useState<string | null>(null);
  const saved = (made: string | null) => {
    setSecret(made);
    onClose();
  };
  return (
    <>
      {open === 'create' && <WebhookDialog webhook={null} onClose={onClose} onSaved={saved} />}
      {chosen && <AboutChosen open={open} chosen={chosen} onClose={onClose} onSaved={saved} />}
      {secret && <SecretDialog secret={secret} onClose={() => { setSecret(null); }} />}
    </>
  );
}

interface AboutChosenProps {
  open: Open;
  chosen: Webhook;
  onClose: () => void;
  onSaved: (secret: string | null) => void;
}

function AboutChosen({ open, chosen, onClose, onSaved }: AboutChosenProps) {
  if (open === 'edit') return <WebhookDialog webhook={chosen} onClose={onClose} onSaved={onSaved} />;
  if (open === 'secret') return <ReplaceDialog webhook={chosen} onClose={onClose} onReplaced={onSaved} />;
  return open === 'remove' ? <RemoveDialog webhook={chosen} onClose={onClose} /> : null;
}
