/** The hours and days in which e-mails may leave. */
import Multiselect from '@cloudscape-design/components/multiselect';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { SendWindow } from '../../../api/settings-types';
import { useI18n } from '../../../i18n';
import { CheckField, ChoiceField, Field } from '../controls';
import { useSettingsForm } from '../form-context';

const OFFICE_DAYS: SendWindow = { weekdays: [1, 2, 3, 4, 5, 6], opens: '08:00', closes: '20:00', skips_holidays: true };
const HALF_HOURS = Array.from({ length: 49 }, (_, index) => `${String(Math.floor(index / 2)).padStart(2, '0')}:${index % 2 ? '30' : '00'}`);

export function WindowSection() {
  const { draft, set } = useSettingsForm();
  const { choices } = useI18n().text.settings;
  const window = draft.send_window;
  return (
    <SpaceBetween size="l">
      <CheckField
        field="send_window"
        path="send_window"
        value={window !== null}
        text={choices.window}
        onChange={(isBounded) => {
          set({ send_window: isBounded ? OFFICE_DAYS : null });
        }}
      />
      {window && (
        <Window
          window={window}
          change={(changes) => {
            set({ send_window: { ...window, ...changes } });
          }}
        />
      )}
    </SpaceBetween>
  );
}

interface WindowProps {
  window: SendWindow;
  change: (changes: Partial<SendWindow>) => void;
}

function Window({ window, change }: WindowProps) {
  const { choices } = useI18n().text.settings;
  return (
    <SpaceBetween size="l">
      <Weekdays window={window} change={change} />
      <div className="field-line">
        <HourField field="opens" value={window.opens} onChange={(opens) => { change({ opens }); }} />
        <HourField field="closes" value={window.closes} onChange={(closes) => { change({ closes }); }} />
      </div>
      <CheckField
        field="skips_holidays"
        path="send_window.skips_holidays"
        value={window.skips_holidays}
        text={choices.skipsHolidays}
        onChange={(skips) => {
          change({ skips_holidays: skips });
        }}
      />
    </SpaceBetween>
  );
}

function HourField({ field, value, onChange }: { field: 'opens' | 'closes'; value: string; onChange: (hour: string) => void }) {
  // An hour that was set through the API need not be a round one.
  const hours = [...new Set([...HALF_HOURS, value])].sort();
  return (
    <ChoiceField field={field} path={`send_window.${field}`} value={value} choices={hours} labelOf={(hour) => hour} onChange={onChange} />
  );
}

function Weekdays({ window, change }: WindowProps) {
  const { weekdays } = useI18n().text.settings.choices;
  const { isReadOnly } = useSettingsForm();
  const options = weekdays.map((label, index) => ({ value: String(index + 1), label }));
  return (
    <Field field="weekdays" path="send_window.weekdays">
      <Multiselect
        options={options}
        selectedOptions={options.filter(({ value }) => window.weekdays.includes(Number(value)))}
        disabled={isReadOnly}
        onChange={({ detail }) => {
          change({ weekdays: detail.selectedOptions.map(({ value }) => Number(value)).sort() });
        }}
        inlineTokens
        keepOpen
        expandToViewport
      />
    </Field>
  );
}
