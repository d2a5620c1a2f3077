/** Holds back whoever leaves the page with unsaved work: by a link, by the back button, by closing the tab. */
import Modal from '@cloudscape-design/components/modal';
import { useEffect } from 'react';
import { useBlocker } from 'react-router-dom';
import { DialogButtons } from '../../common/dialog-buttons';
import { useI18n } from '../../i18n';

export function LeaveGuard({ isDirty }: { isDirty: boolean }) {
  const { text } = useI18n();
  const blocker = useBlocker(isDirty);
  useTabGuard(isDirty);
  if (blocker.state !== 'blocked') return null;
  const { leave, stay, title, what } = text.settings.leave;
  const reset = () => {
    blocker.reset();
  };
  const proceed = () => {
    blocker.proceed();
  };
  return (
    <Modal
      visible
      onDismiss={reset}
      closeAriaLabel={text.actions.close}
      header={title}
      footer={<DialogButtons cancel={stay} onCancel={reset} confirm={leave} onConfirm={proceed} />}
      data-testid="leave-dialog"
    >
      {what}
    </Modal>
  );
}

function useTabGuard(isDirty: boolean): void {
  useEffect(() => {
    if (!isDirty) return;
    const hold = (event: BeforeUnloadEvent) => {
      event.preventDefault();
    };
    window.addEventListener('beforeunload', hold);
    return () => {
      window.removeEventListener('beforeunload', hold);
    };
  }, [isDirty]);
}
