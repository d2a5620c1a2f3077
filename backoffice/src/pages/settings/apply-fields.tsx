/** To which requests new settings apply, and a note on why. */
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ApplyTo } from '../../api/settings-types';
import { useI18n } from '../../i18n';

export interface Applying {
  applyTo: ApplyTo;
  note: string;
}

export const APPLY_TO_FUTURE: Applying = { applyTo: 'future', note: '' };

interface ApplyFieldsProps {
  value: Applying;
  onChange: (value: Applying) => void;
}

export function ApplyFields({ value, onChange }: ApplyFieldsProps) {
  const words = useI18n().text.settings.save;
  return (
    <SpaceBetween size="m">
      <FormField label={words.applyTo} stretch>
        <RadioGroup
          value={value.applyTo}
          items={[
            { value: 'future', label: words.future, description: words.futureDescription },
            { value: 'scheduled', label: words.scheduled, description: words.scheduledDescription },
          ]}
          onChange={({ detail }) => {
            onChange({ ...value, applyTo: detail.value === 'scheduled' ? 'scheduled' : 'future' });
          }}
        />
      </FormField>
      <Note value={value} onChange={onChange} />
    </SpaceBetween>
  );
}

function Note({ value, onChange }: ApplyFieldsProps) {
  const words = useI18n().text.settings.save;
  return (
    <FormField label={`${words.note} (${words.optional})`} description={words.noteHelp} stretch>
      <Input
        value={value.note}
        nativeInputAttributes={{ maxLength: 300 }}
        onChange={({ detail }) => {
          onChange({ ...value, note: detail.value });
        }}
        data-testid="settings-note"
      />
    </FormField>
  );
}
