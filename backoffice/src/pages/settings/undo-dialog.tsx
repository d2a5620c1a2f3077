/** Go back to the version before the current one. */
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { ChangedSettings } from '../../api/settings-types';
import { DialogButtons } from '../../common/dialog-buttons';
import { ProblemAlert } from '../../common/problem-alert';
import { useI18n } from '../../i18n';
import { ApplyFields, APPLY_TO_FUTURE } from './apply-fields';
import { useUndo } from './hooks';

interface UndoDialogProps {
  version: number;
  onUndone: (changed: ChangedSettings) => void;
  onClose: () => void;
}

export function UndoDialog({ version, onUndone, onClose }: UndoDialogProps) {
  const { text } = useI18n();
  const words = text.settings.versions;
  const [applying, setApplying] = useState(APPLY_TO_FUTURE);
  const undo = useUndo(onUndone);
  const confirm = () => {
    undo.mutate({ version, apply_to: applying.applyTo, note: applying.note.trim() });
  };
  const buttons = { cancel: text.actions.goBack, onCancel: onClose, confirm: words.undoConfirm, onConfirm: confirm };
  return (
    <Modal
      visible
      onDismiss={onClose}
      closeAriaLabel={text.actions.close}
      header={words.undoTitle}
      footer={<DialogButtons {...buttons} loading={undo.isPending} />}
      data-testid="undo-dialog"
    >
      <SpaceBetween size="m">
        <div>{words.undoWhat(version)}</div>
        <ApplyFields value={applying} onChange={setApplying} />
        {undo.error && <ProblemAlert title={words.undoFailed} error={undo.error} />}
      </SpaceBetween>
    </Modal>
  );
}
