/** A list of opt-outs from elsewhere, and what became of each row. */
import FileUpload from '@cloudscape-design/components/file-upload';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { DialogButtons } from '../../common/dialog-buttons';
import { ProblemAlert } from '../../common/problem-alert';
import { useI18n } from '../../i18n';
import { useImport } from './hooks';
import { Report } from './import-report';

export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { text } = useI18n();
  const words = text.optOuts.import;
  const [files, setFiles] = useState<File[]>([]);
  const [problem, setProblem] = useState<string>();
  const list = useImport();
  const start = async () => {
    const csv = await textOf(files[0]);
    setProblem(csv === null ? words[files.length === 0 ? 'noFile' : 'unreadable'] : undefined);
    if (csv !== null) list.mutate(csv);
  };
  const buttons = list.data
    ? { cancel: text.actions.goBack, confirm: words.done, onConfirm: onClose }
    : { cancel: text.actions.goBack, confirm: words.confirm, onConfirm: () => void start() };
  return (
    <Modal
      visible
      onDismiss={onClose}
      closeAriaLabel={text.actions.close}
      header={words.title}
      footer={<DialogButtons {...buttons} onCancel={onClose} loading={list.isPending} />}
      data-testid="import-opt-outs"
    >
      <SpaceBetween size="m">
        {list.data ? <Report report={list.data} /> : <Chooser files={files} onChange={setFiles} problem={problem} />}
        {list.error && <ProblemAlert title={words.failed} error={list.error} />}
      </SpaceBetween>
    </Modal>
  );
}

interface ChooserProps {
  files: File[];
  onChange: (files: File[]) => void;
  problem: string | undefined;
}

function Chooser({ files, onChange, problem }: ChooserProps) {
  const words = useI18n().text.optOuts.import;
  return (
    <FormField label={words.file} description={words.what} errorText={problem} stretch>
      <FileUpload
        value={files}
        accept=".csv,text/csv"
        showFileSize
        onChange={({ detail }) => { onChange(detail.value); }}
        i18nStrings={{
          uploadButtonText: () => words.choose,
          dropzoneText: () => words.choose,
          removeFileAriaLabel: () => words.remove,
          limitShowFewer: '',
          limitShowMore: '',
        }}
      />
    </FormField>
  );
}

/** The content of the file; null when there is none or it is no UTF-8. */
async function textOf(file: File | undefined): Promise<string | null> {
  if (!file) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
