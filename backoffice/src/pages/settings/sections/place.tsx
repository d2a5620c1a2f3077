/** In which languages customers are written to, and whose clock and holidays count. */
import Multiselect from '@cloudscape-design/components/multiselect';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { CUSTOMER_LANGUAGES } from '../../../api/settings-types';
import { useI18n } from '../../../i18n';
import { ChoiceField, Field, TextField } from '../controls';
import { useSettingsForm } from '../form-context';
import { useLanguageName } from '../../../common/use-language-name';

export function PlaceSection() {
  const { draft, set } = useSettingsForm();
  const languageName = useLanguageName();
  return (
    <SpaceBetween size="l">
      <ChoiceField<string>
        field="locale"
        path="locale"
        value={draft.locale}
        choices={CUSTOMER_LANGUAGES}
        labelOf={languageName}
        onChange={(locale) => {
          set({ locale });
        }}
      />
      <Languages />
      <TextField field="country" path="country" value={draft.country} onChange={(country) => { set({ country: country.toUpperCase() }); }} />
      <TimeZone />
    </SpaceBetween>
  );
}

function Languages() {
  const { draft, set, isReadOnly } = useSettingsForm();
  const { choices } = useI18n().text.settings;
  const languageName = useLanguageName();
  const options = CUSTOMER_LANGUAGES.map((language) => ({ value: language, label: languageName(language) }));
  return (
    <Field field="languages" path="languages">
      <Multiselect
        options={options}
        selectedOptions={options.filter(({ value }) => draft.languages.includes(value))}
        placeholder={choices.allLanguages}
        disabled={isReadOnly}
        onChange={({ detail }) => {
          const chosen = detail.selectedOptions.map(({ value }) => value);
          set({ languages: CUSTOMER_LANGUAGES.filter((language) => chosen.includes(language)) });
        }}
        inlineTokens
        keepOpen
        expandToViewport
      />
    </Field>
  );
}

const TIME_ZONES = Intl.supportedValuesOf('timeZone');

function TimeZone() {
  const { draft, set } = useSettingsForm();
  const zones = TIME_ZONES.includes(draft.time_zone) ? TIME_ZONES : [draft.time_zone, ...TIME_ZONES];
  return (
    <ChoiceField
      field="time_zone"
      path="time_zone"
      value={draft.time_zone}
      choices={zones}
      labelOf={(zone) => zone}
      filtering
      onChange={(zone) => {
        set({ time_zone: zone });
      }}
    />
  );
}
