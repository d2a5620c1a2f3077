/** Pause or resume: what will happen, and why. */
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { DialogButtons } from '../common/dialog-buttons';
import { ProblemAlert } from '../common/problem-alert';
import { isReason, ReasonField } from '../common/reason-field';
import { useI18n } from '../i18n';
import { useSwitch, type Switch } from './hooks';

export function SwitchDialog({ to, onClose }: { to: Switch; onClose: () => void }) {
  const { text } = useI18n();
  const words = text.sending;
  const [reason, setReason] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const change = useSwitch(onClose);
  const confirm = () => {
    setWasTried(true);
    if (isReason(reason)) change.mutate({ to, reason: reason.trim() });
  };
  const buttons = { cancel: text.actions.goBack, onCancel: onClose, confirm: words.dialogs[to].confirm, onConfirm: confirm };
  return (
    <Modal
      visible
      onDismiss={onClose}
      closeAriaLabel={text.actions.close}
      header={words.dialogs[to].title}
      footer={<DialogButtons {...buttons} loading={change.isPending} />}
      data-testid="switch-dialog"
    >
      <SpaceBetween size="m">
        <div>{words.dialogs[to].what}</div>
        <Why value={reason} onChange={setReason} isMissing={wasTried && !isReason(reason)} />
        {change.error && <ProblemAlert title={words.failed} error={change.error} />}
      </SpaceBetween>
    </Modal>
  );
}

interface WhyProps {
  value: string;
  onChange: (value: string) => void;
  isMissing: boolean;
}

function Why({ value, onChange, isMissing }: WhyProps) {
  const { reason, reasonHelp, reasonMissing } = useI18n().text.sending;
  const problem = isMissing ? reasonMissing : undefined;
  return <ReasonField label={reason} help={reasonHelp} value={value} onChange={onChange} problem={problem} />;
}
