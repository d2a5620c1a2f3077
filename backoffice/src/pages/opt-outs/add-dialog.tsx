/** An opt-out that a customer told the merchant instead of us. */
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { DialogButtons } from '../../common/dialog-buttons';
import { isEmail } from '../../common/email';
import { ProblemAlert } from '../../common/problem-alert';
import { useI18n } from '../../i18n';
import { useAdd } from './hooks';

interface AddDialogProps {
  onClose: () => void;
  onAdded: (sentence: string) => void;
}

interface Entry {
  email: string;
  note: string;
}

export function AddDialog({ onClose, onAdded }: AddDialogProps) {
  const { text } = useI18n();
  const words = text.optOuts.add;
  const [entry, setEntry] = useState<Entry>({ email: '', note: '' });
  const [wasTried, setWasTried] = useState(false);
  const add = useAdd();
  const confirm = () => {
    setWasTried(true);
    if (isEmail(entry.email)) add.mutate(entry, { onSuccess: (added) => { onAdded(added.new ? words.added : words.known); } });
  };
  const buttons = { cancel: text.actions.goBack, onCancel: onClose, confirm: words.confirm, onConfirm: confirm };
  return (
    <Modal
      visible
      onDismiss={onClose}
      closeAriaLabel={text.actions.close}
      header={words.title}
      footer={<DialogButtons {...buttons} loading={add.isPending} />}
      data-testid="add-opt-out"
    >
      <SpaceBetween size="m">
        <div>{words.what}</div>
        <Fields entry={entry} onChange={setEntry} isWrong={wasTried && !isEmail(entry.email)} />
        {add.error && <ProblemAlert title={words.failed} error={add.error} />}
      </SpaceBetween>
    </Modal>
  );
}

function Fields({ entry, onChange, isWrong }: { entry: Entry; onChange: (entry: Entry) => void; isWrong: boolean }) {
  const words = useI18n().text.optOuts.add;
  return (
    <>
      <FormField label={words.email} errorText={isWrong ? words.wrongEmail : undefined} stretch>
        <Input type="email" value={entry.email} onChange={({ detail }) => { onChange({ ...entry, email: detail.value }); }} data-testid="opt-out-email" />
      </FormField>
      <FormField label={words.note} description={words.noteHelp} stretch>
        <Input
          value={entry.note}
          nativeInputAttributes={{ maxLength: 200 }}
          onChange={({ detail }) => { onChange({ ...entry, note: detail.value }); }}
        />
      </FormField>
    </>
  );
}
