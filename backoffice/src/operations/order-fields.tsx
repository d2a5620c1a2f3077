/** The fields of the dialog: a date, an address, and always a reason. */
import ColumnLayout from '@cloudscape-design/components/column-layout';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TimeInput from '@cloudscape-design/components/time-input';
import { ReasonField } from '../common/reason-field';
import { useServices } from '../common/services';
import { useWebsite } from '../common/website';
import { useI18n } from '../i18n';
import { dayIn } from '../i18n/dates';
import type { Intent } from './operation-dialog';
import type { Ordering } from './use-order';

export function OrderFields({ intent, ordering }: { intent: Intent; ordering: Ordering }) {
  const { dialog } = useI18n().text.operations;
  return (
    <SpaceBetween size="m">
      {intent.kind === 'reschedule' && <WhenFields ordering={ordering} />}
      {intent.kind === 'correct_address' && <EmailField intent={intent} ordering={ordering} />}
      <ReasonField
        label={dialog.reason}
        help={dialog.reasonHelp}
        placeholder={dialog.reasonPlaceholder}
        value={ordering.form.reason}
        onChange={(reason) => {
          ordering.change({ reason });
        }}
        problem={ordering.problems.reason}
      />
    </SpaceBetween>
  );
}

function WhenFields({ ordering }: { ordering: Ordering }) {
  return (
    <ColumnLayout columns={2}>
      <DayField ordering={ordering} />
      <TimeField ordering={ordering} />
    </ColumnLayout>
  );
}

function DayField({ ordering: { form, change, problems } }: { ordering: Ordering }) {
  const { text, language } = useI18n();
  const { clock } = useServices();
  const { time_zone: timeZone } = useWebsite();
  const words = text.operations.reschedule;
  const today = dayIn(timeZone, clock());
  return (
    <FormField label={words.date} description={words.zone(timeZone)} errorText={problems.day}>
      <DatePicker
        value={form.day}
        locale={language}
        format="long-localized"
        isDateEnabled={(date) => dayOfPicker(date) >= today}
        onChange={({ detail }) => {
          change({ day: detail.value });
        }}
        expandToViewport
        data-testid="operation-day"
      />
    </FormField>
  );
}

function TimeField({ ordering: { form, change, problems } }: { ordering: Ordering }) {
  const words = useI18n().text.operations.reschedule;
  return (
    <FormField label={words.time} errorText={problems.time}>
      <TimeInput
        value={form.time}
        format="hh:mm"
        placeholder="hh:mm"
        onChange={({ detail }) => {
          change({ time: detail.value });
        }}
        data-testid="operation-time"
      />
    </FormField>
  );
}

/** The picker hands over midnight on the clock of the browser. */
function dayOfPicker(date: Date): string {
  return dayIn(Intl.DateTimeFormat().resolvedOptions().timeZone, date);
}

function EmailField({ intent, ordering: { form, change, problems } }: { intent: Intent; ordering: Ordering }) {
  const { text } = useI18n();
  const words = text.operations.correction;
  return (
    <FormField
      label={words.email}
      description={intent.email && <span className="breakable">{words.current(intent.email)}</span>}
      errorText={problems.email}
      stretch
    >
      <Input
        type="email"
        value={form.email}
        onChange={({ detail }) => {
          change({ email: detail.value });
        }}
        data-testid="operation-email"
      />
    </FormField>
  );
}
