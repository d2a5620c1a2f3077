/** Why somebody does something: asked in the same way everywhere. */
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';

const LONGEST_REASON = 300;

export function isReason(reason: string): boolean {
  const { length } = reason.trim();
  return length > 0 && length <= LONGEST_REASON;
}

interface ReasonFieldProps {
  label: string;
  help: string;
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
  problem: string | undefined;
}

export function ReasonField({ label, help, placeholder, value, onChange, problem }: ReasonFieldProps) {
  return (
    <FormField label={label} description={help} errorText={problem} stretch>
      <Input
        value={value}
        {...(placeholder ? { placeholder } : {})}
        nativeInputAttributes={{ maxLength: LONGEST_REASON }}
        onChange={({ detail }) => {
          onChange(detail.value);
        }}
        data-testid="reason"
      />
    </FormField>
  );
}
