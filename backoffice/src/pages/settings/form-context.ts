/** The settings being changed, shared by every section of the form. */
import { createContext, use } from 'react';
import type { FieldProblem } from '../../api/errors';
import type { SettingsDocument } from '../../api/settings-types';
import { useI18n } from '../../i18n';
import type { SettingsField } from '../../i18n/settings-sentences';

export interface SettingsForm {
  draft: SettingsDocument;
  set: (changes: Partial<SettingsDocument>) => void;
  problems: readonly FieldProblem[];
  isReadOnly: boolean;
}

export const SettingsFormContext = createContext<SettingsForm | null>(null);

export function useSettingsForm(): SettingsForm {
  const form = use(SettingsFormContext);
  if (!form) throw new Error('useSettingsForm needs a SettingsFormContext');
  return form;
}

/** What is wrong with the field at `path`, such as `reminders[0].delay`, or with any part of it. */
export function useProblem(path: string, field: SettingsField): string | undefined {
  const { text } = useI18n();
  const { problems } = useSettingsForm();
  const problem = problems.find((one) => isAt(one.field, `settings.${path}`));
  // The rule is told in the person's language; without one, in the API's own words.
  return problem && (text.settings.fields[field].rule ?? `${problem.detail} ${problem.remedy ?? ''}`);
}

function isAt(field: string, path: string): boolean {
  return field === path || field.startsWith(`${path}.`) || field.startsWith(`${path}[`);
}
