/** Asked before a view is gone; a view of the team is gone for everybody. */
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { View } from '../../../api/views';
import { DialogButtons } from '../../../common/dialog-buttons';
import { ProblemAlert } from '../../../common/problem-alert';
import { useI18n } from '../../../i18n';
import { useDeleteView } from './use-views';

interface DeleteDialogProps {
  view: View;
  onClose: () => void;
  onDeleted: () => void;
}

export function DeleteDialog({ view, onClose, onDeleted }: DeleteDialogProps) {
  const { text } = useI18n();
  const words = text.views.deleting;
  const remove = useDeleteView();
  const confirm = () => {
    remove.mutate(view, {
      onSuccess: () => {
        onDeleted();
        onClose();
      },
    });
  };
  const buttons = { cancel: text.actions.goBack, onCancel: onClose, confirm: words.confirm, onConfirm: confirm };
  return (
    <Modal
      visible
      onDismiss={onClose}
      closeAriaLabel={text.actions.close}
      header={words.title}
      footer={<DialogButtons {...buttons} loading={remove.isPending} />}
      data-testid="delete-view"
    >
      <SpaceBetween size="m">
        <div>{view.shared ? words.whatShared(view.name) : words.what(view.name)}</div>
        {remove.error && <ProblemAlert title={words.failed} error={remove.error} />}
      </SpaceBetween>
    </Modal>
  );
}
