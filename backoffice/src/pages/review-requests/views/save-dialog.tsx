/** A new view of the list on screen: its name, who sees it, and whether it opens by default. */
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { View } from '../../../api/views';
import { DialogButtons } from '../../../common/dialog-buttons';
import { usePreferences } from '../../../common/preferences';
import { ProblemAlert } from '../../../common/problem-alert';
import { useMayManage } from '../../../common/use-may-manage';
import { useI18n } from '../../../i18n';
import type { Filters } from '../filters';
import { isName, NameField } from './name-field';
import { useSaveView } from './use-views';
import { contentOf } from './view-state';

interface SaveDialogProps {
  filters: Filters;
  onClose: () => void;
  onSaved: (view: View) => void;
}

interface Wish {
  name: string;
  shared: boolean;
  isDefault: boolean;
}

export function SaveDialog({ filters, onClose, onSaved }: SaveDialogProps) {
  const { text } = useI18n();
  const words = text.views.save;
  const { wish, change, isWrong, confirm, save } = useSaving(filters, (view) => {
    onSaved(view);
    onClose();
  });
  const buttons = { cancel: text.actions.goBack, onCancel: onClose, confirm: words.confirm, onConfirm: confirm };
  return (
    <Modal
      visible
      onDismiss={onClose}
      closeAriaLabel={text.actions.close}
      header={words.title}
      footer={<DialogButtons {...buttons} loading={save.isPending} />}
      data-testid="save-view"
    >
      <SpaceBetween size="m">
        <div>{words.what}</div>
        <NameField name={wish.name} isWrong={isWrong} onChange={(name) => { change({ name }); }} onEnter={confirm} />
        <Sharing shared={wish.shared} onChange={(shared) => { change({ shared }); }} />
        <Checkbox checked={wish.isDefault} onChange={({ detail }) => { change({ isDefault: detail.checked }); }}>
          {text.views.useByDefault}
        </Checkbox>
        {save.error && <ProblemAlert title={words.failed} error={save.error} />}
      </SpaceBetween>
    </Modal>
  );
}

function useSaving(filters: Filters, onSaved: (view: View) => void) {
  const { columns } = usePreferences().preferences;
  const [wish, setWish] = useState<Wish>({ name: '', shared: false, isDefault: false });
  const [wasTried, setWasTried] = useState(false);
  const save = useSaveView();
  const confirm = () => {
    setWasTried(true);
    if (isName(wish.name)) save.mutate({ ...wish, name: wish.name.trim(), ...contentOf(filters, columns) }, { onSuccess: onSaved });
  };
  const change = (changes: Partial<Wish>) => {
    setWish({ ...wish, ...changes });
  };
  return { wish, change, isWrong: wasTried && !isName(wish.name), confirm, save };
}

/** Who does not manage the website has nothing to choose: the view is theirs. */
function Sharing({ shared, onChange }: { shared: boolean; onChange: (shared: boolean) => void }) {
  const { views } = useI18n().text;
  if (!useMayManage()) return null;
  return (
    <FormField label={views.sharing}>
      <RadioGroup
        value={shared ? 'team' : 'me'}
        items={[
          { value: 'me', label: views.onlyMe },
          { value: 'team', label: views.withTeam, description: views.withTeamHelp },
        ]}
        onChange={({ detail }) => { onChange(detail.value === 'team'); }}
      />
    </FormField>
  );
}
