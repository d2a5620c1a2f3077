/** Whether it is known who opened an e-mail. */
import RadioGroup from '@cloudscape-design/components/radio-group';
import { OPEN_TRACKING } from '../../../api/settings-types';
import { useI18n } from '../../../i18n';
import { Field } from '../controls';
import { useSettingsForm } from '../form-context';

export function OpeningsSection() {
  const { draft, set, isReadOnly } = useSettingsForm();
  const { openTracking } = useI18n().text.settings.choices;
  return (
    <Field field="open_tracking" path="open_tracking">
      <RadioGroup
        value={draft.open_tracking}
        readOnly={isReadOnly}
        items={OPEN_TRACKING.map((mode) => ({ value: mode, ...openTracking[mode] }))}
        onChange={({ detail }) => {
          const chosen = OPEN_TRACKING.find((mode) => mode === detail.value);
          if (chosen !== undefined) set({ open_tracking: chosen });
        }}
      />
    </Field>
  );
}
