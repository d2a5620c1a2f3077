/** The name of a view. */
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useI18n } from '../../../i18n';

const LONGEST_NAME = 60;

/** A name goes to whoever sees the view: an e-mail address has no place in it. */
export function isName(name: string): boolean {
  const { length } = name.trim();
  return length > 0 && length <= LONGEST_NAME && !name.includes('@');
}

interface NameFieldProps {
  name: string;
  onChange: (name: string) => void;
  isWrong: boolean;
  onEnter: () => void;
}

export function NameField({ name, onChange, isWrong, onEnter }: NameFieldProps) {
  const { views } = useI18n().text;
  return (
    <FormField label={views.name} constraintText={views.nameHelp} errorText={isWrong ? views.wrongName : undefined} stretch>
      <Input
        value={name}
        autoFocus
        autoComplete={false}
        nativeInputAttributes={{ maxLength: LONGEST_NAME }}
        onChange={({ detail }) => { onChange(detail.value); }}
        onKeyDown={({ detail }) => { if (detail.key === 'Enter') onEnter(); }}
        data-testid="view-name"
      />
    </FormField>
  );
}
