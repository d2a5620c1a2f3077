/** The way from the list to a file: the button, and the dialog it opens. */
import Button from '@cloudscape-design/components/button';
import { lazy, Suspense, useState } from 'react';
import type { SelectionFilter } from '../api/operation-types';
import { useI18n } from '../i18n';

const ExportDialog = lazy(() => import('./export-dialog'));

export function ExportButton({ filter }: { filter: SelectionFilter }) {
  const { dialog } = useI18n().text.exports;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button iconName="download" onClick={() => { setIsOpen(true); }} data-testid="export">
        {dialog.open}
      </Button>
      {isOpen && (
        <Suspense>
          <ExportDialog filter={filter} onClose={() => { setIsOpen(false); }} />
        </Suspense>
      )}
    </>
  );
}
