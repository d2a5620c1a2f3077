/** Up to three reminders, each with its delay, its customers and its words. */
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { MOST_REMINDERS, REMINDER_CONDITIONS, type Reminder, type ReminderCondition } from '../../../api/settings-types';
import { useI18n } from '../../../i18n';
import { CheckField, ChoiceField } from '../controls';
import { DelayField } from '../delay-field';
import { useSettingsForm } from '../form-context';
import { ItemList } from '../item-list';
import { Texts } from '../texts';

/** Of whom these speak is not known where openings are not followed one by one. */
const RESTS_ON_OPENINGS: readonly ReminderCondition[] = ['not_opened', 'opened_without_form'];
const NEW_REMINDER: Reminder = { delay: { days: 7, hours: 0 }, condition: 'any', texts: [] };

export function RemindersSection() {
  const { draft, set } = useSettingsForm();
  const { lists } = useI18n().text.settings;
  return (
    <SpaceBetween size="l">
      <ItemList
        field="reminders"
        path="reminders"
        items={draft.reminders}
        onChange={(reminders) => {
          set({ reminders });
        }}
        titleOf={(_, index) => lists.reminder(index + 1)}
        render={(reminder, index, change) => <OneReminder reminder={reminder} path={`reminders[${index}]`} onChange={change} />}
        blank={draft.reminders.length < MOST_REMINDERS ? NEW_REMINDER : null}
        add={lists.addReminder}
        none={lists.noReminder}
      />
      <ProductRequests />
    </SpaceBetween>
  );
}

interface OneReminderProps {
  reminder: Reminder;
  path: string;
  onChange: (reminder: Reminder) => void;
}

function OneReminder({ reminder, path, onChange }: OneReminderProps) {
  const change = (changes: Partial<Reminder>) => {
    onChange({ ...reminder, ...changes });
  };
  return (
    <SpaceBetween size="s">
      <DelayField
        field="reminder_delay"
        path={`${path}.delay`}
        value={reminder.delay}
        onChange={(delay) => { change({ delay }); }}
      />
      <ConditionField reminder={reminder} path={path} onChange={onChange} />
      <Texts
        texts={reminder.texts}
        path={`${path}.texts`}
        onChange={(texts) => { change({ texts }); }}
      />
    </SpaceBetween>
  );
}

function ConditionField({ reminder, path, onChange }: OneReminderProps) {
  const { draft } = useSettingsForm();
  const { conditions, withoutOpenings } = useI18n().text.settings.choices;
  const isWithoutOpenings = draft.open_tracking !== 'individual' && RESTS_ON_OPENINGS.includes(reminder.condition);
  return (
    <SpaceBetween size="xxs">
      <ChoiceField
        field="reminder_condition"
        path={`${path}.condition`}
        value={reminder.condition}
        choices={REMINDER_CONDITIONS}
        labelOf={(condition) => conditions[condition]}
        onChange={(condition) => { onChange({ ...reminder, condition }); }}
      />
      {isWithoutOpenings && (
        <Box color="text-status-info" data-testid="without-openings">
          {withoutOpenings}
        </Box>
      )}
    </SpaceBetween>
  );
}

function ProductRequests() {
  const { draft, set } = useSettingsForm();
  const { choices } = useI18n().text.settings;
  return (
    <SpaceBetween size="l">
      <CheckField
        field="product_request_blocks_reminders"
        path="product_request_blocks_reminders"
        value={draft.product_request_blocks_reminders}
        text={choices.blocks}
        onChange={(blocks) => {
          set({ product_request_blocks_reminders: blocks });
        }}
      />
      {draft.product_request_blocks_reminders && (
        <CheckField
          field="sftp_reminders_unblocked"
          path="sftp_reminders_unblocked"
          value={draft.sftp_reminders_unblocked}
          text={choices.sftp}
          onChange={(unblocked) => {
            set({ sftp_reminders_unblocked: unblocked });
          }}
        />
      )}
    </SpaceBetween>
  );
}
