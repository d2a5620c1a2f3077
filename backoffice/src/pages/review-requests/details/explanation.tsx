/** Why the e-mail stands for the date it stands for: every rule that spoke, oldest first. */
import type { Explained } from '../../../api/types';
import { useI18n } from '../../../i18n';
import { Section } from './section';

export function Explanation({ explanation }: { explanation: readonly Explained[] }) {
  const { text, language } = useI18n();
  if (explanation.length === 0) return null;
  return (
    <Section title={text.details.explanation} testId="details-explanation">
      <ol className="plain-list">
        {explanation.map((rule, index) => (
          <li key={`${index} ${rule.code}`}>{rule[language]}</li>
        ))}
      </ol>
    </Section>
  );
}
