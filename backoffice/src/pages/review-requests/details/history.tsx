/** Everything that happened to the request, in the order of time. */
import Box from '@cloudscape-design/components/box';
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import Steps, { type StepsProps } from '@cloudscape-design/components/steps';
import type { Fact, HistoryEntry, JournalEntry, ReviewRequestDetails } from '../../../api/types';
import { useActorName } from '../../../common/use-actor-name';
import { useI18n } from '../../../i18n';
import { factSentence, labelOf } from '../../../i18n/labels';
import { reasonOf } from '../../../i18n/reasons';
import { Instant } from '../instant';
import { JournalCircumstances, JournalSentence } from './journal';
import { Rules } from './rules';
import { Section } from './section';

const FACT_LOOK: Record<Fact, StatusIndicatorProps.Type> = {
  created: 'success',
  planned: 'pending',
  sent: 'success',
  delivered: 'success',
  delayed: 'warning',
  soft_bounced: 'warning',
  bounced: 'error',
  complained: 'error',
  opened: 'success',
  machine_opened: 'info',
  form_opened: 'success',
  review_submitted: 'success',
  opted_out: 'stopped',
  cancelled: 'stopped',
  failed: 'error',
  unconfirmed: 'warning',
  resumed: 'info',
  unknown_event: 'info',
};

export function History({ details }: { details: ReviewRequestDetails }) {
  const { text } = useI18n();
  const entries = [...details.history, ...details.journal].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return (
    <Section title={text.details.history} testId="details-history">
      <Steps
        ariaLabel={text.details.history}
        steps={entries.map((entry) => ('fact' in entry ? factStep(entry) : journalStep(entry)))}
      />
    </Section>
  );
}

function factStep(entry: HistoryEntry): StepsProps.Step {
  return { status: FACT_LOOK[entry.fact], header: <Sentence entry={entry} />, details: <Circumstances entry={entry} /> };
}

function journalStep(entry: JournalEntry): StepsProps.Step {
  return { status: 'info', header: <JournalSentence entry={entry} />, details: <JournalCircumstances entry={entry} /> };
}

function Sentence({ entry }: { entry: HistoryEntry }) {
  const { text } = useI18n();
  return (
    <span data-testid="history-entry" data-fact={entry.fact} data-step={entry.step ?? 0}>
      {factSentence(text, entry.fact, entry.step ?? 0)}
    </span>
  );
}

function Circumstances({ entry }: { entry: HistoryEntry }) {
  const { text, language } = useI18n();
  const actorName = useActorName();
  const { kind, subject } = entry.actor;
  const who = subject ? actorName(subject) : labelOf(text.archive.actors, kind);
  return (
    <Box variant="small" color="text-body-secondary">
      <Instant at={entry.at} />
      {` ${text.details.by(who)}`}
      {entry.reason && (
        <Box variant="small" display="block">
          {reasonOf(entry.reason, language).sentence}
        </Box>
      )}
      {entry.told && <Box variant="small" display="block">{entry.told}</Box>}
      <Rules rules={entry.rules} />
    </Box>
  );
}
