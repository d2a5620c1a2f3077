/** The question whether a webhook is to go. */
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Webhook } from '../../api/webhooks';
import { DialogButtons } from '../../common/dialog-buttons';
import { ProblemAlert } from '../../common/problem-alert';
import { useI18n } from '../../i18n';
import { useRemove } from './hooks';

export function RemoveDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { text } = useI18n();
  const words = text.webhooks.remove;
  const remove = useRemove();
  const confirm = () => { remove.mutate(webhook.webhook_id, { onSuccess: onClose }); };
  const buttons = { cancel: text.actions.goBack, onCancel: onClose, confirm: words.confirm, onConfirm: confirm };
  return (
    <Modal
      visible
      onDismiss={onClose}
      closeAriaLabel={text.actions.close}
      header={words.title}
      footer={<DialogButtons {...buttons} loading={remove.isPending} />}
      data-testid="remove-webhook"
    >
      <SpaceBetween size="m">
        <div>{words.what(webhook.url)}</div>
        {remove.error && <ProblemAlert title={words.failed} error={remove.error} />}
      </SpaceBetween>
    </Modal>
  );
}
