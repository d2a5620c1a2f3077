/** The words of the first e-mail. */
import { useSettingsForm } from '../form-context';
import { Texts } from '../texts';

export function TextsSection() {
  const { draft, set } = useSettingsForm();
  return (
    <Texts
      texts={draft.first_email_texts}
      path="first_email_texts"
      onChange={(texts) => {
        set({ first_email_texts: texts });
      }}
    />
  );
}
