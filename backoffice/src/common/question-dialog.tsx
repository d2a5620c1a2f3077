/** A question before something is done: what it means, and what went wrong if it was not done. */
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n';
import { DialogButtons } from './dialog-buttons';
import { ProblemAlert } from './problem-alert';

interface QuestionDialogProps {
  title: string;
  confirm: string;
  failed: string;
  error: Error | null;
  isPending: boolean;
  onConfirm: () => void;
  onClose: () => void;
  testId: string;
  children: ReactNode;
}

export function QuestionDialog({ title, confirm, failed, error, isPending, onConfirm, onClose, testId, children }: QuestionDialogProps) {
  const { text } = useI18n();
  const buttons = { cancel: text.actions.goBack, onCancel: onClose, confirm, onConfirm };
  return (
    <Modal
      visible
      onDismiss={onClose}
      closeAriaLabel={text.actions.close}
      header={title}
      footer={<DialogButtons {...buttons} loading={isPending} />}
      data-testid={testId}
    >
      <SpaceBetween size="m">
        {children}
        {error && <ProblemAlert title={failed} error={error} />}
      </SpaceBetween>
    </Modal>
  );
}
