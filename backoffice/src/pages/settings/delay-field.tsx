/** A delay: whole days and whole hours. */
import type { Delay } from '../../api/settings-types';
import { useI18n } from '../../i18n';
import { Field, NumberInput, type FieldProps } from './controls';

interface DelayFieldProps extends FieldProps {
  value: Delay;
  onChange: (value: Delay) => void;
}

export function DelayField({ value, onChange, ...field }: DelayFieldProps) {
  const { fields, choices } = useI18n().text.settings;
  const label = fields[field.field].label;
  return (
    <Field {...field}>
      <div className="delay">
        <NumberInput
          value={value.days}
          label={`${label}, ${choices.days}`}
          onChange={(days) => {
            onChange({ ...value, days });
          }}
        />
        <span aria-hidden>{choices.days}</span>
        <NumberInput
          value={value.hours}
          label={`${label}, ${choices.hours}`}
          onChange={(hours) => {
            onChange({ ...value, hours });
          }}
        />
        <span aria-hidden>{choices.hours}</span>
      </div>
    </Field>
  );
}
