/** The way from the list to a file: the button, and the dialog it opens. */
import Button from '@cloudscape-design/components/button';
import { lazy, Suspense, useState } from 'react';
import type { ListFilter } from '../api/review-requests';
import { useI18n } from '../i18n';

const ExportDialog = lazy(() => import('./export-dialog'));

interface ExportButtonProps {
  filter: ListFilter;
  /** How many match; null where nobody counted. */
  rows: number | null;
}

export function ExportButton({ filter, rows }: ExportButtonProps) {
  const { dialog } = useI18n().text.exports;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button iconName="download" onClick={() => { setIsOpen(true); }} data-testid="export">
        {dialog.open}
      </Button>
      {isOpen && (
        <Suspense>
          <ExportDialog filter={filter} rows={rows} onClose={() => { setIsOpen(false); }} />
        </Suspense>
      )}
    </>
  );
}
