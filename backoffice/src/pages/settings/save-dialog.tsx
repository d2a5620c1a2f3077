/** The last look before saving: what the settings would do, and to which requests they apply. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { ApiError } from '../../api/errors';
import type { ChangedSettings, Impact, SettingsDocument } from '../../api/settings-types';
import { DialogButtons } from '../../common/dialog-buttons';
import { ProblemAlert } from '../../common/problem-alert';
import { useI18n } from '../../i18n';
import { ApplyFields, APPLY_TO_FUTURE } from './apply-fields';
import { useSave } from './hooks';

interface SaveDialogProps {
  draft: SettingsDocument;
  /** The version the draft was made from. */
  version: number;
  impact: Impact;
  onSaved: (changed: ChangedSettings) => void;
  onClose: () => void;
  onReload: () => void;
}

export function SaveDialog({ draft, version, impact, onSaved, onClose, onReload }: SaveDialogProps) {
  const { text } = useI18n();
  const words = text.settings.save;
  const [applying, setApplying] = useState(APPLY_TO_FUTURE);
  const save = useSave(onSaved);
  const confirm = () => {
    save.mutate({ draft, version, apply_to: applying.applyTo, note: applying.note.trim() });
  };
  const buttons = { cancel: text.actions.goBack, onCancel: onClose, confirm: words.confirm, onConfirm: confirm };
  return (
    <Modal
      visible
      onDismiss={onClose}
      closeAriaLabel={text.actions.close}
      header={words.title}
      footer={<DialogButtons {...buttons} loading={save.isPending} disabled={isConflict(save.error)} />}
      data-testid="save-dialog"
    >
      <SpaceBetween size="m">
        <ImpactNotice impact={impact} />
        <ApplyFields value={applying} onChange={setApplying} />
        {save.error && <SaveProblem error={save.error} onReload={onReload} />}
      </SpaceBetween>
    </Modal>
  );
}

function ImpactNotice({ impact }: { impact: Impact }) {
  const { text, language } = useI18n();
  const words = text.settings.save;
  return (
    <div role="status" data-testid="settings-impact">
      <Alert type={impact.leaving_today > 0 ? 'warning' : 'info'} header={words.impact}>
        {impact.sentence[language]}
        <Box variant="small" display="block" color="inherit">
          {words.futureHelp}
        </Box>
      </Alert>
    </div>
  );
}

function SaveProblem({ error, onReload }: { error: Error; onReload: () => void }) {
  const words = useI18n().text.settings.save;
  if (!isConflict(error)) return <ProblemAlert title={words.failed} error={error} />;
  return (
    <SpaceBetween size="xs">
      <ProblemAlert title={words.failed} error={error} action={<Button onClick={onReload}>{words.reload}</Button>} />
      <Box variant="small">{words.reloadHelp}</Box>
    </SpaceBetween>
  );
}

function isConflict(error: Error | null): boolean {
  return error instanceof ApiError && error.kind === 'conflict';
}
