/** A file is chosen, looked at in the browser, then sent: only to be checked, or for real. */
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import LiveRegion from '@cloudscape-design/components/live-region';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { ImportMode } from '../../api/imports';
import { ProblemAlert } from '../../common/problem-alert';
import { useI18n } from '../../i18n';
import { Chooser } from './chooser';
import { isProblem, lookAt, type FirstLook, type Problem } from './first-look';
import { useStartImport } from './hooks';
import { Seen } from './seen';
import { Templates } from './templates-section';

const MODES: readonly ImportMode[] = ['validate', 'send'];

/** A file, and what the first look saw of it. */
interface Chosen {
  file: File | null;
  seen: FirstLook | null;
  problem: Problem | null;
}

const NOTHING: Chosen = { file: null, seen: null, problem: null };

async function chosenOf(file: File): Promise<Chosen> {
  const look = await lookAt(file);
  return isProblem(look) ? { file, seen: null, problem: look } : { file, seen: look, problem: null };
}

export function NewImport() {
  const words = useI18n().text.imports;
  const [{ file, seen, problem }, setChosen] = useState(NOTHING);
  const { start, part } = useStartImport();
  const choose = async (next: File | undefined) => {
    start.reset();
    setChosen(next ? await chosenOf(next) : NOTHING);
  };
  return (
    <SpaceBetween size="l">
      <Container>
        <SpaceBetween size="l">
          <Chooser file={file} problem={problem} onChange={(next) => void choose(next)} />
          {seen && <Seen look={seen} />}
          <Start file={seen && file} start={start} />
          {start.isPending && <Uploading part={part} />}
          {start.error && <ProblemAlert title={words.startFailed} error={start.error} />}
        </SpaceBetween>
      </Container>
      <Templates />
    </SpaceBetween>
  );
}

/** Whether it is only a check, and the button. */
function Start({ file, start }: { file: File | null; start: ReturnType<typeof useStartImport>['start'] }) {
  const words = useI18n().text.imports;
  const [mode, setMode] = useState<ImportMode>('validate');
  return (
    <SpaceBetween size="m">
      <FormField label={words.mode}>
        <RadioGroup
          value={mode}
          items={MODES.map((one) => ({ value: one, label: words.modes[one].name, description: words.modes[one].what }))}
          onChange={({ detail }) => { setMode(MODES.find((one) => one === detail.value) ?? 'validate'); }}
        />
      </FormField>
      <Button
        variant="primary"
        disabled={!file}
        loading={start.isPending}
        onClick={() => { if (file) start.mutate({ file, mode }); }}
        data-testid="start-import"
      >
        {words.modes[mode].start}
      </Button>
    </SpaceBetween>
  );
}

function Uploading({ part }: { part: number }) {
  const words = useI18n().text.imports;
  return (
    <LiveRegion>
      <ProgressBar value={Math.round(part * 100)} label={words.uploading} data-testid="uploading" />
    </LiveRegion>
  );
}
