/** How long after the proof the first e-mail leaves: for all purchases, and for some only. */
import SpaceBetween from '@cloudscape-design/components/space-between';
import { RULE_REVIEW_TYPES, type DelayRule } from '../../../api/settings-types';
import { CHANNELS, type Channel } from '../../../api/types';
import { useI18n } from '../../../i18n';
import { Check, ChoiceField, Field, TextField } from '../controls';
import { DelayField } from '../delay-field';
import { useSettingsForm } from '../form-context';
import { ItemList } from '../item-list';

export function DelaysSection() {
  const { draft, set } = useSettingsForm();
  return (
    <SpaceBetween size="l">
      <Collected />
      <DelayField
        field="brand_delay"
        path="brand_delay"
        value={draft.brand_delay}
        onChange={(delay) => {
          set({ brand_delay: delay });
        }}
      />
      <ProductDelay />
      <Rules />
    </SpaceBetween>
  );
}

function Collected() {
  const { draft, set } = useSettingsForm();
  const { choices } = useI18n().text.settings;
  return (
    <Field field="collects" path="collects_brand">
      <Check
        value={draft.collects_brand}
        text={choices.brand}
        onChange={(collects) => {
          set({ collects_brand: collects });
        }}
      />
      <Check
        value={draft.collects_product}
        text={choices.product}
        onChange={(collects) => {
          set({ collects_product: collects });
        }}
      />
    </Field>
  );
}

function ProductDelay() {
  const { draft, set } = useSettingsForm();
  const { choices } = useI18n().text.settings;
  return (
    <SpaceBetween size="xs">
      <Check
        value={draft.product_delay !== null}
        text={choices.ownProductDelay}
        onChange={(isOwn) => {
          set({ product_delay: isOwn ? draft.brand_delay : null });
        }}
      />
      {draft.product_delay && (
        <DelayField
          field="product_delay"
          path="product_delay"
          value={draft.product_delay}
          onChange={(delay) => {
            set({ product_delay: delay });
          }}
        />
      )}
    </SpaceBetween>
  );
}

const NEW_RULE: DelayRule = { review_type: 'brand', delay: { days: 0, hours: 0 }, shop_id: null, country: null, channel: null };
const MOST_RULES = 200;

function Rules() {
  const { draft, set } = useSettingsForm();
  const { lists } = useI18n().text.settings;
  return (
    <ItemList
      field="delay_rules"
      path="delay_rules"
      items={draft.delay_rules}
      onChange={(rules) => {
        set({ delay_rules: rules });
      }}
      titleOf={(_, index) => lists.rule(index + 1)}
      render={(rule, index, change) => <Rule rule={rule} path={`delay_rules[${index}]`} onChange={change} />}
      blank={draft.delay_rules.length < MOST_RULES ? NEW_RULE : null}
      add={lists.addRule}
      none={lists.noRule}
    />
  );
}

interface RuleProps {
  rule: DelayRule;
  path: string;
  onChange: (rule: DelayRule) => void;
}

function Rule({ rule, path, onChange }: RuleProps) {
  const { text } = useI18n();
  const change = (changes: Partial<DelayRule>) => {
    onChange({ ...rule, ...changes });
  };
  return (
    <SpaceBetween size="s">
      <DelayField field="rule_delay" path={`${path}.delay`} value={rule.delay} onChange={(delay) => { change({ delay }); }} />
      <div className="field-line">
        <ChoiceField
          field="rule_review_type"
          path={`${path}.review_type`}
          value={rule.review_type}
          choices={RULE_REVIEW_TYPES}
          labelOf={(choice) => text.reviewTypes[choice]}
          onChange={(reviewType) => { change({ review_type: reviewType }); }}
        />
        <RulePurchases rule={rule} path={path} change={change} />
      </div>
    </SpaceBetween>
  );
}

const ANY = '';

/** An empty field stands for any shop, any country, any channel. */
function RulePurchases({ rule, path, change }: { rule: DelayRule; path: string; change: (changes: Partial<DelayRule>) => void }) {
  const { text } = useI18n();
  return (
    <>
      <TextField field="rule_shop" path={`${path}.shop_id`} value={rule.shop_id ?? ANY} onChange={(shop) => { change({ shop_id: shop || null }); }} />
      <TextField
        field="rule_country"
        path={`${path}.country`}
        value={rule.country ?? ANY}
        onChange={(country) => { change({ country: country.toUpperCase() || null }); }}
      />
      <ChoiceField<Channel | typeof ANY>
        field="rule_channel"
        path={`${path}.channel`}
        value={rule.channel ?? ANY}
        choices={[ANY, ...CHANNELS]}
        labelOf={(choice) => (choice ? text.channels[choice] : text.settings.choices.any)}
        onChange={(channel) => { change({ channel: channel || null }); }}
      />
    </>
  );
}
