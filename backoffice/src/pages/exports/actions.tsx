/** What can be done with an export: save its file, or stop it. */
import Button from '@cloudscape-design/components/button';
import { isUnderWay, type Export } from '../../api/exports';
import { READ_CUSTOMERS } from '../../api/types';
import { useDates, useWebsite } from '../../common/website';
import type { useDownload } from '../../exports/use-download';
import { useI18n } from '../../i18n';
import type { useCancel } from './hooks';

export interface Doing {
  download: ReturnType<typeof useDownload>;
  cancel: ReturnType<typeof useCancel>;
}

export function ExportActions({ one, doing }: { one: Export; doing: Doing }) {
  if (one.state === 'done') return <Download one={one} download={doing.download} />;
  return isUnderWay(one) || one.failure === 'internal' ? <Cancel one={one} cancel={doing.cancel} /> : null;
}

function Download({ one, download }: { one: Export; download: Doing['download'] }) {
  const words = useI18n().text.exports;
  const dates = useDates();
  const { permissions } = useWebsite();
  const isForbidden = !one.masked && !permissions.includes(READ_CUSTOMERS);
  return (
    <Button
      variant="inline-link"
      ariaLabel={words.downloadOf(dates.instant(one.created_at))}
      loading={download.isPending && download.variables === one.export_id}
      disabled={isForbidden}
      disabledReason={isForbidden ? words.notYours : undefined}
      onClick={() => { download.mutate(one.export_id); }}
    >
      {words.download}
    </Button>
  );
}

function Cancel({ one, cancel }: { one: Export; cancel: Doing['cancel'] }) {
  const words = useI18n().text.exports;
  const dates = useDates();
  return (
    <Button
      variant="inline-link"
      ariaLabel={words.cancelOf(dates.instant(one.created_at))}
      loading={cancel.isPending && cancel.variables === one.export_id}
      onClick={() => { cancel.mutate(one.export_id); }}
    >
      {words.cancel}
    </Button>
  );
}
