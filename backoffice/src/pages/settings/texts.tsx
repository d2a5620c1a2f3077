/** The merchant's own words for one e-mail, language by language. */
import SpaceBetween from '@cloudscape-design/components/space-between';
import { CUSTOMER_LANGUAGES, type EmailText } from '../../api/settings-types';
import { useI18n } from '../../i18n';
import { ChoiceField, LongTextField, TextField } from './controls';
import { useSettingsForm } from './form-context';
import { ItemList } from './item-list';
import { useLanguageName } from '../../common/use-language-name';

interface TextsProps {
  texts: readonly EmailText[];
  path: string;
  onChange: (texts: EmailText[]) => void;
}

export function Texts({ texts, path, onChange }: TextsProps) {
  const { lists } = useI18n().text.settings;
  const languageName = useLanguageName();
  const next = useFreeLanguage(texts);
  return (
    <ItemList
      field="texts"
      path={path}
      items={texts}
      onChange={onChange}
      titleOf={(one) => lists.text(languageName(one.language))}
      render={(one, index, change) => <OneText value={one} path={`${path}[${index}]`} onChange={change} />}
      blank={next ? { language: next, subject: '', introduction: '' } : null}
      add={lists.addText}
      none={lists.noText}
    />
  );
}

function OneText({ value, path, onChange }: { value: EmailText; path: string; onChange: (text: EmailText) => void }) {
  const languageName = useLanguageName();
  const change = (changes: Partial<EmailText>) => {
    onChange({ ...value, ...changes });
  };
  return (
    <SpaceBetween size="s">
      <ChoiceField<string>
        field="text_language"
        path={`${path}.language`}
        value={value.language}
        choices={CUSTOMER_LANGUAGES}
        labelOf={languageName}
        onChange={(language) => { change({ language }); }}
      />
      <TextField field="subject" path={`${path}.subject`} value={value.subject} onChange={(subject) => { change({ subject }); }} />
      <LongTextField
        field="introduction"
        path={`${path}.introduction`}
        rows={4}
        value={value.introduction}
        onChange={(introduction) => { change({ introduction }); }}
      />
    </SpaceBetween>
  );
}

/** A language without words yet: that of the website first. */
function useFreeLanguage(texts: readonly EmailText[]): string | undefined {
  const { draft } = useSettingsForm();
  return [draft.locale, ...CUSTOMER_LANGUAGES].find((language) => texts.every((text) => text.language !== language));
}
