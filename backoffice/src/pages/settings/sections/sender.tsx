/** In whose name e-mails leave and where answers go. */
import SpaceBetween from '@cloudscape-design/components/space-between';
import { TextField } from '../controls';
import { useSettingsForm } from '../form-context';

const FIELDS = ['name', 'sender_name', 'reply_to', 'trader_contact'] as const;

export function SenderSection() {
  const { draft, set } = useSettingsForm();
  return (
    <SpaceBetween size="l">
      {FIELDS.map((field) => (
        <TextField
          key={field}
          field={field}
          path={field}
          value={draft[field]}
          onChange={(value) => {
            set({ [field]: value });
          }}
        />
      ))}
    </SpaceBetween>
  );
}
