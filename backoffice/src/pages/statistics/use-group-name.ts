/** What people call the groups of a dimension. */
import type { Dimension } from '../../api/statistics';
import type { Channel, ReviewType } from '../../api/types';
import { useLanguageName } from '../../common/use-language-name';
import { useI18n } from '../../i18n';
import { labelOf } from '../../i18n/labels';
import { templateName } from '../review-requests/template-name';

export function useGroupName(dimension: Dimension): (value: string) => string {
  const { text } = useI18n();
  const languageName = useLanguageName();
  const names: Record<Dimension, (value: string) => string> = {
    review_type: (value) => labelOf(text.reviewTypes, value as ReviewType),
    channel: (value) => labelOf(text.channels, value as Channel),
    shop_id: (value) => value,
    language: languageName,
    template: (value) => templateName(value, text),
  };
  return names[dimension];
}
