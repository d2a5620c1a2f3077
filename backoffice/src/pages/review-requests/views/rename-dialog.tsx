/** Another name for a view; what it holds stays as it was saved. */
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { View } from '../../../api/views';
import { DialogButtons } from '../../../common/dialog-buttons';
import { ProblemAlert } from '../../../common/problem-alert';
import { useI18n } from '../../../i18n';
import { isName, NameField } from './name-field';
import { useChangeView } from './use-views';

export function RenameDialog({ view, onClose }: { view: View; onClose: () => void }) {
  const { text } = useI18n();
  const words = text.views.renaming;
  const [name, setName] = useState(view.name);
  const rename = useChangeView();
  const confirm = () => {
    const { last, filters, order, columns } = view;
    if (isName(name)) rename.mutate({ view, name: name.trim(), last, filters, order, columns }, { onSuccess: onClose });
  };
  const buttons = { cancel: text.actions.goBack, onCancel: onClose, confirm: words.confirm, onConfirm: confirm };
  return (
    <Modal
      visible
      onDismiss={onClose}
      closeAriaLabel={text.actions.close}
      header={words.title}
      footer={<DialogButtons {...buttons} disabled={!isName(name)} loading={rename.isPending} />}
      data-testid="rename-view"
    >
      <SpaceBetween size="m">
        <NameField name={name} isWrong={!isName(name)} onChange={setName} onEnter={confirm} />
        {rename.error && <ProblemAlert title={words.failed} error={rename.error} />}
      </SpaceBetween>
    </Modal>
  );
}
