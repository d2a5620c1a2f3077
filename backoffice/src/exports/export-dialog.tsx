/** What will stand in the file, asked before it is made. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { EXPORT_FORMATS, type ExportFormat, type ExportLanguage } from '../api/exports';
import type { ListFilter } from '../api/review-requests';
import { READ_CUSTOMERS } from '../api/types';
import { DialogButtons } from '../common/dialog-buttons';
import { ProblemAlert } from '../common/problem-alert';
import { useServices } from '../common/services';
import { useDates, useWebsite } from '../common/website';
import { useI18n } from '../i18n';
import { LANGUAGES } from '../i18n/catalogue';
import { useTrackedExports } from './tracked-exports';

interface Choice {
  format: ExportFormat;
  language: ExportLanguage;
}

interface ExportDialogProps {
  filter: ListFilter;
  rows: number | null;
  onClose: () => void;
}

export default function ExportDialog({ filter, rows, onClose }: ExportDialogProps) {
  const { text, language } = useI18n();
  const words = text.exports.dialog;
  const [choice, setChoice] = useState<Choice>({ format: 'csv', language });
  const start = useStart(onClose);
  const { count } = useDates();
  const confirm = () => {
    start.mutate({ ...choice, filter });
  };
  const buttons = { cancel: text.actions.goBack, onCancel: onClose, confirm: words.confirm, onConfirm: confirm };
  return (
    <Modal
      visible
      onDismiss={onClose}
      closeAriaLabel={text.actions.close}
      header={words.title}
      footer={<DialogButtons {...buttons} loading={start.isPending} />}
      data-testid="export-dialog"
    >
      <SpaceBetween size="m">
        <div>{words.what}</div>
        {rows !== null && <Box variant="strong">{words.rows(count(rows))}</Box>}
        <Fields choice={choice} onChange={setChoice} />
        <AboutCustomers />
        {start.error && <ProblemAlert title={words.failed} error={start.error} />}
      </SpaceBetween>
    </Modal>
  );
}

function useStart(onStarted: () => void) {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  const { track } = useTrackedExports();
  return useMutation({
    mutationFn: (order: Choice & { filter: ListFilter }) => api.startExport(websiteId, order),
    onSuccess: (started) => {
      track(websiteId, started);
      onStarted();
    },
  });
}

function Fields({ choice, onChange }: { choice: Choice; onChange: (choice: Choice) => void }) {
  const words = useI18n().text.exports;
  return (
    <SpaceBetween size="m">
      <FormField label={words.dialog.format}>
        <RadioGroup
          value={choice.format}
          items={EXPORT_FORMATS.map((format) => ({ value: format, label: words.formats[format], description: words.dialog.formatHelp[format] }))}
          onChange={({ detail }) => { onChange({ ...choice, format: detail.value as ExportFormat }); }}
        />
      </FormField>
      <FormField label={words.dialog.language} description={words.dialog.languageHelp}>
        <RadioGroup
          value={choice.language}
          items={LANGUAGES.map((language) => ({ value: language, label: words.dialog.languages[language] }))}
          onChange={({ detail }) => { onChange({ ...choice, language: detail.value as ExportLanguage }); }}
        />
      </FormField>
    </SpaceBetween>
  );
}

function AboutCustomers() {
  const { dialog } = useI18n().text.exports;
  const { permissions, time_zone: zone } = useWebsite();
  return (
    <Alert type="info">
      {permissions.includes(READ_CUSTOMERS) ? dialog.isFull : dialog.isMasked} {dialog.zone(zone)}
    </Alert>
  );
}
