/** The message of each export: progress, then the file. */
import Button from '@cloudscape-design/components/button';
import type { FlashbarProps } from '@cloudscape-design/components/flashbar';
import type { Export, ExportState } from '../api/exports';
import { useDates } from '../common/website';
import { useI18n } from '../i18n';
import type { Catalogue } from '../i18n/catalogue';
import { useExportProgress, useTrackedExports, type TrackedExport } from './tracked-exports';
import { useDownload } from './use-download';

type Flash = FlashbarProps.MessageDefinition;

export function useExportFlashes(): Flash[] {
  const { text } = useI18n();
  const { tracked, forget } = useTrackedExports();
  const answers = useExportProgress(tracked);
  const { count } = useDates();
  return tracked.flatMap((one, index) => {
    const answer = answers[index];
    if (!answer?.data) return [];
    const look: Flash = answer.error ? { type: 'warning', header: text.exports.flash.lost } : lookOf(answer.data, text, count);
    return [{ ...look, ...frameOf(one, text, forget) }];
  });
}

function frameOf({ exportId }: TrackedExport, text: Catalogue, forget: (exportId: string) => void): Flash {
  return {
    id: exportId,
    dismissible: true,
    dismissLabel: text.operations.flash.dismiss,
    onDismiss: () => {
      forget(exportId);
    },
  };
}

function lookOf(one: Export, text: Catalogue, count: (amount: number) => string): Flash {
  const words = text.exports.flash;
  const rows = count(one.rows);
  const content = text.exports.progress(rows, one.expected_rows === null ? null : count(one.expected_rows));
  const looks: Record<ExportState, Flash> = {
    waiting: { type: 'in-progress', header: words.waiting },
    running: { type: 'in-progress', header: words.running, content },
    done: {
      type: 'success',
      header: <span data-testid="export-ready">{words.done(rows)}</span>,
      action: <DownloadNow exportId={one.export_id} />,
    },
    failed: { type: 'error', header: words.failed, content: text.exports.failures[one.failure ?? 'internal'] },
    cancelled: { type: 'info', header: words.cancelled },
    expired: { type: 'info', header: text.exports.states.expired },
  };
  return looks[one.state];
}

function DownloadNow({ exportId }: { exportId: string }) {
  const { text } = useI18n();
  const download = useDownload();
  return (
    <Button loading={download.isPending} onClick={() => { download.mutate(exportId); }}>
      {text.exports.download}
    </Button>
  );
}
