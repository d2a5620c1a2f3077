/** A secret that is shown this once. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useI18n } from '../i18n';
import { Copyable } from './copyable';

interface ShownOnceProps {
  title: string;
  warning: string;
  /** What is shown, the secret among it: label and text. */
  texts: readonly (readonly [label: string, value: string])[];
  onClose: () => void;
}

export function ShownOnce({ title, warning, texts, onClose }: ShownOnceProps) {
  const { text } = useI18n();
  return (
    <Modal
      visible
      onDismiss={onClose}
      closeAriaLabel={text.actions.close}
      header={title}
      footer={<Box float="right"><Button variant="primary" onClick={onClose} data-testid="secret-kept">{text.access.secret.kept}</Button></Box>}
      data-testid="shown-once"
    >
      <SpaceBetween size="m">
        <Alert type="warning">{warning}</Alert>
        {texts.map(([label, value]) => (
          <FormField key={label} label={label} stretch>
            <Copyable label={label} value={value} />
          </FormField>
        ))}
      </SpaceBetween>
    </Modal>
  );
}
