/** What somebody did to the request: who, why, and what stood there before. */
import Box from '@cloudscape-design/components/box';
import type { JournalChange, JournalEntry } from '../../../api/types';
import { useActorName } from '../../../common/use-actor-name';
import { useDates } from '../../../common/website';
import { useI18n } from '../../../i18n';
import type { Catalogue } from '../../../i18n/catalogue';
import { labelOf } from '../../../i18n/labels';
import { Instant } from '../instant';

export function JournalSentence({ entry }: { entry: JournalEntry }) {
  const { text } = useI18n();
  return (
    <span data-testid="journal-entry" data-kind={entry.kind}>
      {labelOf(text.operations.journal.kinds, entry.kind)}
    </span>
  );
}

export function JournalCircumstances({ entry }: { entry: JournalEntry }) {
  const { text } = useI18n();
  const actorName = useActorName();
  return (
    <Box variant="small" color="text-body-secondary">
      <Instant at={entry.at} /> {text.details.by(actorName(entry.actor))}
      {entry.reason && (
        <Box variant="small" display="block">
          {text.operations.journal.reason(reasonIn(entry, text))}
        </Box>
      )}
      {entry.changes.map((change) => (
        <Change key={change.field} change={change} />
      ))}
    </Box>
  );
}

/** A withdrawal says why in a word of the API, everything else in somebody's own words. */
function reasonIn({ kind, reason }: JournalEntry, text: Catalogue): string {
  return kind === 'withdraw' ? labelOf<string>(text.operations.journal.causes, reason) : reason;
}

function Change({ change }: { change: JournalChange }) {
  const { text } = useI18n();
  const tell = useTeller();
  const { journal } = text.operations;
  return (
    <Box variant="small" display="block">
      <span className="breakable">
        {journal.change(labelOf(journal.fields, change.field), tell(change.field, change.before), tell(change.field, change.after))}
      </span>
    </Box>
  );
}

function useTeller(): (field: JournalChange['field'], value: string | null) => string {
  const { text } = useI18n();
  const dates = useDates();
  return (field, value) => {
    if (value === null) return text.operations.journal.nothing;
    if (field === 'next_email_at') return dates.instant(value);
    return field === 'review_type' ? labelOf<string>(text.reviewTypes, value) : value;
  };
}
