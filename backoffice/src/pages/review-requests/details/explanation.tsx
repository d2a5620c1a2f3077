/** Why the next e-mail stands for its date, or why none follows. */
import type { ReviewRequestDetails } from '../../../api/types';
import { useI18n } from '../../../i18n';
import { Rules } from './rules';
import { Section } from './section';

export function Explanation({ details }: { details: ReviewRequestDetails }) {
  const { text } = useI18n();
  const { next_step: next, end_rules: endRules } = details;
  const rules = next ? next.rules : endRules;
  if (rules.length === 0) return null;
  return (
    <Section title={next ? text.details.explanation : text.details.endExplanation} testId="details-explanation">
      <Rules rules={rules} />
    </Section>
  );
}
