/** What reminders added, in sentences that lead to their rows. */
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import type { ReminderFigures, StatisticsFilter } from '../../api/statistics';
import type { AfterReminder } from '../../api/types';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import { RowsLink } from './rows-link';

interface RemindersProps {
  figures: ReminderFigures;
  filter: StatisticsFilter;
}

export function Reminders({ figures, filter }: RemindersProps) {
  const words = useI18n().text.statistics.reminders;
  return (
    <Container header={<Header variant="h2" description={words.help}>{words.title}</Header>}>
      <div data-testid="reminders">
        {figures.sent === 0 ? <Box>{words.none}</Box> : <Sentences figures={figures} filter={filter} />}
      </div>
    </Container>
  );
}

function Sentences({ figures, filter }: RemindersProps) {
  const words = useI18n().text.statistics.reminders;
  const dates = useDates();
  const { sent, form_opened_after: forms, review_submitted_after: reviews, share_of_reviews: share } = figures;
  const sentences: [AfterReminder, number, string][] = [
    ['sent', sent, words.sent(sent, dates.count(sent))],
    ['form_opened', forms, words.forms(forms, dates.count(forms))],
    ['review_submitted', reviews, words.reviews(reviews, dates.count(reviews), share === null ? null : dates.share(share))],
  ];
  return (
    <ul className="plain-list">
      {sentences.map(([after, count, sentence]) => (
        <li key={after}>
          <RowsLink count={count} filter={filter} which={{ after_reminder: after }} label={words.title} sentence={sentence} />
        </li>
      ))}
    </ul>
  );
}
