/** A secret that is shown once, and how to verify with it; or the question whether to replace it. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import type { Webhook } from '../../api/webhooks';
import { DialogButtons } from '../../common/dialog-buttons';
import { ProblemAlert } from '../../common/problem-alert';
import { useI18n } from '../../i18n';
import { useReplaceSecret } from './hooks';
import { SNIPPETS } from './snippets';

export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { text } = useI18n();
  const words = text.webhooks.secret;
  return (
    <Modal
      visible
      size="large"
      onDismiss={onClose}
      closeAriaLabel={text.actions.close}
      header={words.title}
      footer={<Box float="right"><Button variant="primary" onClick={onClose} data-testid="secret-kept">{words.kept}</Button></Box>}
      data-testid="webhook-secret"
    >
      <SpaceBetween size="m">
        <Alert type="warning">{words.once}</Alert>
        <FormField label={words.label} stretch>
          <Copy secret={secret} />
        </FormField>
        <FormField label={words.verify} stretch>
          <Tabs tabs={SNIPPETS.map(({ name, code }) => ({ id: name, label: name, content: <Snippet code={code} /> }))} />
        </FormField>
      </SpaceBetween>
    </Modal>
  );
}

function Copy({ secret }: { secret: string }) {
  const words = useI18n().text.webhooks.secret;
  return (
    <CopyToClipboard
      variant="inline"
      textToCopy={secret}
      copyButtonAriaLabel={words.copy}
      copySuccessText={words.copied}
      copyErrorText={words.notCopied}
    />
  );
}

function Snippet({ code }: { code: string }) {
  return <pre className="webhook-snippet">{code}</pre>;
}

interface ReplaceDialogProps {
  webhook: Webhook;
  onClose: () => void;
  onReplaced: (secret: string) => void;
}

export function ReplaceDialog({ webhook, onClose, onReplaced }: ReplaceDialogProps) {
  const { text } = useI18n();
  const words = text.webhooks.secret;
  const replace = useReplaceSecret();
  const confirm = () => { replace.mutate(webhook.webhook_id, { onSuccess: onReplaced }); };
  const buttons = { cancel: text.actions.goBack, onCancel: onClose, confirm: words.replace, onConfirm: confirm };
  return (
    <Modal
      visible
      onDismiss={onClose}
      closeAriaLabel={text.actions.close}
      header={words.replaceTitle}
      footer={<DialogButtons {...buttons} loading={replace.isPending} />}
      data-testid="replace-secret"
    >
      <SpaceBetween size="m">
        <div>{words.replaceWhat}</div>
        {replace.error && <ProblemAlert title={words.failed} error={replace.error} />}
      </SpaceBetween>
    </Modal>
  );
}
