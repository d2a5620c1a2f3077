/** The settings being changed: try, save, discard; and what came of it. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Form from '@cloudscape-design/components/form';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { ApiError, type FieldProblem } from '../../api/errors';
import type { ChangedSettings, SavedSettings, SettingsDocument } from '../../api/settings-types';
import { ProblemAlert } from '../../common/problem-alert';
import { useMayManage } from '../../common/use-may-manage';
import { useI18n } from '../../i18n';
import { SettingsFormContext } from './form-context';
import { usePreview } from './hooks';
import { LeaveGuard } from './leave-guard';
import { SaveDialog } from './save-dialog';
import { SettingsSections } from './settings-form';
import { Versions } from './versions';

interface EditorProps {
  saved: SavedSettings;
  onSaved: (changed: ChangedSettings) => void;
  onReload: () => void;
}

export function Editor({ saved, onSaved, onReload }: EditorProps) {
  const [draft, setDraft] = useState(saved.settings);
  const preview = usePreview();
  const isDirty = useMemo(() => JSON.stringify(draft) !== JSON.stringify(saved.settings), [draft, saved.settings]);
  const form = useFocusOnProblem(preview.error);
  const discard = () => {
    preview.reset();
    setDraft(saved.settings);
  };
  return (
    <>
      <LeaveGuard isDirty={isDirty} />
      <SpaceBetween size="l">
        <Form
          actions={<Actions {...{ isDirty, onDiscard: discard }} isTrying={preview.isPending} onTry={() => { preview.mutate(draft); }} />}
        >
          <div ref={form}>
            <Fields draft={draft} onChange={setDraft} problems={problemsOf(preview.error)} />
          </div>
          {preview.error && <Refused error={preview.error} />}
        </Form>
        <Versions current={saved.version} isDirty={isDirty} onUndone={onSaved} />
      </SpaceBetween>
      {preview.data && (
        <SaveDialog draft={draft} version={saved.version} impact={preview.data} onSaved={onSaved} onClose={preview.reset} onReload={onReload} />
      )}
    </>
  );
}

/** The form is long: whoever has something to correct is led to it. */
function useFocusOnProblem(error: Error | null): RefObject<HTMLDivElement | null> {
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error]);
  return form;
}

interface FieldsProps {
  draft: SettingsDocument;
  onChange: (change: (draft: SettingsDocument) => SettingsDocument) => void;
  problems: readonly FieldProblem[];
}

function Fields({ draft, onChange, problems }: FieldsProps) {
  const { readOnly } = useI18n().text.settings;
  const isReadOnly = !useMayManage();
  const form = {
    draft,
    problems,
    isReadOnly,
    set: (changes: Partial<SettingsDocument>) => {
      onChange((before) => ({ ...before, ...changes }));
    },
  };
  return (
    <SettingsFormContext value={form}>
      {isReadOnly && <Alert type="info">{readOnly}</Alert>}
      <SettingsSections />
    </SettingsFormContext>
  );
}

interface ActionsProps {
  isDirty: boolean;
  isTrying: boolean;
  onTry: () => void;
  onDiscard: () => void;
}

function Actions({ isDirty, isTrying, onTry, onDiscard }: ActionsProps) {
  const { save } = useI18n().text.settings;
  if (!useMayManage()) return null;
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      {isDirty && <Box color="text-status-info">{save.unsaved}</Box>}
      <Button variant="link" disabled={!isDirty} onClick={onDiscard}>
        {save.discard}
      </Button>
      <Button variant="primary" disabled={!isDirty} loading={isTrying} onClick={onTry} data-testid="review-settings">
        {save.review}
      </Button>
    </SpaceBetween>
  );
}

function Refused({ error }: { error: Error }) {
  const { save } = useI18n().text.settings;
  const problems = problemsOf(error);
  if (problems.length === 0) return <ProblemAlert title={save.failed} error={error} />;
  return (
    <div role="alert" data-testid="invalid-settings">
      <Alert type="error" header={save.invalid(problems.length)} />
    </div>
  );
}

function problemsOf(error: Error | null): readonly FieldProblem[] {
  return error instanceof ApiError ? error.problems : [];
}
