/** Rules that set a date or ended a request, oldest first. */
import type { Explained } from '../../../api/types';
import { useI18n } from '../../../i18n';

export function Rules({ rules }: { rules: readonly Explained[] }) {
  const { language } = useI18n();
  if (rules.length === 0) return null;
  return (
    <ul className="plain-list" data-testid="rules">
      {rules.map((rule, index) => (
        <li key={`${index} ${rule.code}`}>{rule[language]}</li>
      ))}
    </ul>
  );
}
