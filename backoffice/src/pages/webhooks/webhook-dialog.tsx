/** Making a webhook, or changing one. */
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import Multiselect, { type MultiselectProps } from '@cloudscape-design/components/multiselect';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { STATUSES, type Status } from '../../api/types';
import type { Webhook, WebhookWish } from '../../api/webhooks';
import { DialogButtons } from '../../common/dialog-buttons';
import { ProblemAlert } from '../../common/problem-alert';
import { useWebsite } from '../../common/website';
import { useI18n } from '../../i18n';
import { labelOf } from '../../i18n/labels';
import { useSave } from './hooks';
import { isWebhookUrl } from './webhook-url';

interface WebhookDialogProps {
  /** The webhook to change; null to make one. */
  webhook: Webhook | null;
  onClose: () => void;
  /** With the secret of a new one. */
  onSaved: (secret: string | null) => void;
}

const BLANK: WebhookWish = { url: '', statuses: [], include_customer_email: false, active: true };

export function WebhookDialog({ webhook, onClose, onSaved }: WebhookDialogProps) {
  const { text } = useI18n();
  const words = text.webhooks.form;
  const [wish, setWish] = useState<WebhookWish>(() => wishOf(webhook));
  const [wasTried, setWasTried] = useState(false);
  const save = useSave(webhook);
  const confirm = () => {
    setWasTried(true);
    if (isWebhookUrl(wish.url.trim())) save.mutate({ ...wish, url: wish.url.trim() }, { onSuccess: onSaved });
  };
  const [title, action] = webhook ? [words.editTitle, words.save] : [words.createTitle, words.create];
  const buttons = { cancel: text.actions.goBack, onCancel: onClose, confirm: action, onConfirm: confirm };
  return (
    <Modal
      visible
      onDismiss={onClose}
      closeAriaLabel={text.actions.close}
      header={title}
      footer={<DialogButtons {...buttons} loading={save.isPending} />}
      data-testid="webhook-dialog"
    >
      <SpaceBetween size="m">
        <Address url={wish.url} isWrong={wasTried && !isWebhookUrl(wish.url.trim())} onChange={(url) => { setWish({ ...wish, url }); }} onEnter={confirm} />
        <Statuses chosen={wish.statuses} onChange={(statuses) => { setWish({ ...wish, statuses }); }} />
        <Switches wish={wish} webhook={webhook} onChange={setWish} />
        {save.error && <ProblemAlert title={words.failed} error={save.error} />}
      </SpaceBetween>
    </Modal>
  );
}

function wishOf(webhook: Webhook | null): WebhookWish {
  if (!webhook) return BLANK;
  const { url, statuses, include_customer_email, active } = webhook;
  return { url, statuses, include_customer_email, active };
}

interface AddressProps {
  url: string;
  isWrong: boolean;
  onChange: (url: string) => void;
  onEnter: () => void;
}

function Address({ url, isWrong, onChange, onEnter }: AddressProps) {
  const words = useI18n().text.webhooks.form;
  return (
    <FormField label={words.url} description={words.urlHelp} errorText={isWrong ? words.wrongUrl : undefined} stretch>
      <Input
        type="url"
        value={url}
        placeholder="https://"
        spellcheck={false}
        nativeInputAttributes={{ maxLength: 500 }}
        autoFocus
        onChange={({ detail }) => { onChange(detail.value); }}
        onKeyDown={({ detail }) => { if (detail.key === 'Enter') onEnter(); }}
        data-testid="webhook-url"
      />
    </FormField>
  );
}

function Statuses({ chosen, onChange }: { chosen: Status[]; onChange: (statuses: Status[]) => void }) {
  const { text } = useI18n();
  const words = text.webhooks;
  const options: MultiselectProps.Options = STATUSES.map((status) => ({ value: status, label: labelOf(text.statuses, status) }));
  return (
    <FormField label={words.form.statuses} description={words.form.statusesHelp} stretch>
      <Multiselect
        options={options}
        selectedOptions={options.filter(({ value }) => chosen.some((status) => status === value))}
        placeholder={words.allStatuses}
        onChange={({ detail }) => {
          onChange(STATUSES.filter((status) => detail.selectedOptions.some(({ value }) => value === status)));
        }}
        data-testid="webhook-statuses"
      />
    </FormField>
  );
}

interface SwitchesProps {
  wish: WebhookWish;
  webhook: Webhook | null;
  onChange: (wish: WebhookWish) => void;
}

function Switches({ wish, webhook, onChange }: SwitchesProps) {
  const words = useI18n().text.webhooks.form;
  const mayReadCustomers = useWebsite().permissions.includes('customers:read');
  return (
    <SpaceBetween size="s">
      <Checkbox
        checked={wish.include_customer_email}
        // Whoever may not read customers may leave it as it is, or take it away.
        disabled={!mayReadCustomers && !webhook?.include_customer_email}
        description={words.addressHelp}
        onChange={({ detail }) => { onChange({ ...wish, include_customer_email: detail.checked }); }}
      >
        {words.address}
      </Checkbox>
      <Checkbox checked={wish.active} description={words.activeHelp} onChange={({ detail }) => { onChange({ ...wish, active: detail.checked }); }}>
        {words.active}
      </Checkbox>
    </SpaceBetween>
  );
}
