/** The few fields a purchase has; a refusal is told beside the field it speaks of. */
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import { useServices } from '../../common/services';
import { useLanguageName } from '../../common/use-language-name';
import { useWebsite } from '../../common/website';
import { useI18n } from '../../i18n';
import { dayIn } from '../../i18n/dates';
import { useTold } from '../../transmissions/told';
import { emptyDraft, eventOf, fieldOf, type Draft, type FieldName, type TextField } from './draft';
import type { Simulation } from './hooks';
import { Products } from './products';

const LANGUAGES = ['', 'fr', 'en', 'es', 'de', 'it', 'pt', 'br', 'be'];

export interface FieldsProps {
  draft: Draft;
  onChange: (draft: Draft) => void;
  /** What is wrong with a field, if anything. */
  wrong: (field: FieldName) => string | undefined;
}

export function EventForm({ simulation }: { simulation: Simulation }) {
  const words = useI18n().text.simulate;
  const { clock } = useServices();
  const { time_zone: zone } = useWebsite();
  const [draft, setDraft] = useState(() => emptyDraft(dayIn(zone, clock())));
  const wrong = useWrong(simulation);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        simulation.mutate(eventOf(draft));
      }}
    >
      <SpaceBetween size="m">
        <Fields draft={draft} onChange={setDraft} wrong={wrong} />
        <Button variant="primary" formAction="submit" loading={simulation.isPending} data-testid="try">{words.start}</Button>
      </SpaceBetween>
    </form>
  );
}

function useWrong(simulation: Simulation): (field: FieldName) => string | undefined {
  const told = useTold();
  const error = simulation.data?.error;
  if (!error) return () => undefined;
  const sentence = `${told(error.sentence)} ${told(error.remedy)}`;
  return (field) => (fieldOf(error.field) === field ? sentence : undefined);
}

function Fields(props: FieldsProps) {
  return (
    <SpaceBetween size="l">
      <ColumnLayout columns={3}>
        <Text name="reference" {...props} />
        <Text name="date" {...props} />
        <Text name="email" type="email" {...props} />
        <Text name="firstName" {...props} />
        <Text name="lastName" {...props} />
        <LanguageField {...props} />
        <ChannelField {...props} />
        <Text name="shop" {...props} />
        <Text name="delay" {...props} />
        <Text name="delayProduct" {...props} />
      </ColumnLayout>
      <Products {...props} />
    </SpaceBetween>
  );
}

function Field({ name, wrong, children }: Pick<FieldsProps, 'wrong'> & { name: FieldName; children: ReactNode }) {
  const { labels, help } = useI18n().text.simulate;
  return (
    <FormField label={labels[name]} constraintText={help[name]} errorText={wrong(name)} data-testid={`field-${name}`}>
      {children}
    </FormField>
  );
}

function Text({ name, type = 'text', draft, onChange, wrong }: FieldsProps & { name: TextField; type?: 'text' | 'email' }) {
  return (
    <Field name={name} wrong={wrong}>
      <Input type={type} autoComplete={false} value={draft[name]} onChange={({ detail }) => { onChange({ ...draft, [name]: detail.value }); }} />
    </Field>
  );
}

function LanguageField({ draft, onChange, wrong }: FieldsProps) {
  const words = useI18n().text.simulate;
  const languageName = useLanguageName();
  const options = LANGUAGES.map((value) => ({ value, label: value ? languageName(value) : words.websitesLanguage }));
  return (
    <Field name="language" wrong={wrong}>
      <Select
        options={options}
        selectedOption={options.find(({ value }) => value === draft.language) ?? null}
        onChange={({ detail }) => { onChange({ ...draft, language: detail.selectedOption.value ?? '' }); }}
      />
    </Field>
  );
}

function ChannelField({ draft, onChange, wrong }: FieldsProps) {
  const { text } = useI18n();
  const options = (['online', 'offline'] as const).map((value) => ({ value, label: text.channels[value] }));
  return (
    <Field name="channel" wrong={wrong}>
      <Select
        options={options}
        selectedOption={options.find(({ value }) => value === draft.channel) ?? null}
        onChange={({ detail }) => { onChange({ ...draft, channel: detail.selectedOption.value === 'offline' ? 'offline' : 'online' }); }}
      />
    </Field>
  );
}
