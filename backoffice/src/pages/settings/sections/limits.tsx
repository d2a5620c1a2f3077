/** So that nobody is asked too often or too late. */
import SpaceBetween from '@cloudscape-design/components/space-between';
import { CAP_ACTIONS, type Cap } from '../../../api/settings-types';
import { useI18n } from '../../../i18n';
import { CheckField, ChoiceField, Field, NumberField, NumberInput, Check } from '../controls';
import { useSettingsForm } from '../form-context';

const A_QUARTER: Cap = { period_days: 90, action: 'defer' };
const USUAL_AGE = 180;

export function LimitsSection() {
  const { draft, set } = useSettingsForm();
  const { choices } = useI18n().text.settings;
  return (
    <SpaceBetween size="l">
      <CheckField
        field="one_email_a_day"
        path="one_email_a_day"
        value={draft.one_email_a_day}
        text={choices.oneADay}
        onChange={(isLimited) => {
          set({ one_email_a_day: isLimited });
        }}
      />
      <CapFields />
      <AgeLimit />
    </SpaceBetween>
  );
}

function CapFields() {
  const { draft, set } = useSettingsForm();
  const { choices } = useI18n().text.settings;
  const { cap } = draft;
  return (
    <SpaceBetween size="s">
      <CheckField
        field="cap"
        path="cap"
        value={cap !== null}
        text={choices.cap}
        onChange={(isLimited) => {
          set({ cap: isLimited ? A_QUARTER : null });
        }}
      />
      {cap && (
        <OneCap
          cap={cap}
          change={(changes) => {
            set({ cap: { ...cap, ...changes } });
          }}
        />
      )}
    </SpaceBetween>
  );
}

function OneCap({ cap, change }: { cap: Cap; change: (changes: Partial<Cap>) => void }) {
  const { choices } = useI18n().text.settings;
  return (
    <div className="field-line">
      <NumberField field="cap_period" path="cap.period_days" value={cap.period_days} onChange={(days) => { change({ period_days: days }); }} />
      <ChoiceField
        field="cap_action"
        path="cap.action"
        value={cap.action}
        choices={CAP_ACTIONS}
        labelOf={(action) => choices.capActions[action]}
        onChange={(action) => { change({ action }); }}
      />
    </div>
  );
}

function AgeLimit() {
  const { draft, set } = useSettingsForm();
  const { choices, fields } = useI18n().text.settings;
  const { max_age_days: age } = draft;
  return (
    <Field field="max_age_days" path="max_age_days">
      <SpaceBetween size="xs">
        <Check
          value={age !== null}
          text={choices.age}
          onChange={(isLimited) => {
            set({ max_age_days: isLimited ? USUAL_AGE : null });
          }}
        />
        {age !== null && <NumberInput value={age} label={fields.max_age_days.label} onChange={(days) => { set({ max_age_days: days }); }} />}
      </SpaceBetween>
    </Field>
  );
}
