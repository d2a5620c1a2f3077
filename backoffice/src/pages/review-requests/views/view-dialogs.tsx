/** What is asked before a view is saved, renamed or deleted. */
import type { View } from '../../../api/views';
import type { Filters } from '../filters';
import { DeleteDialog } from './delete-dialog';
import { RenameDialog } from './rename-dialog';
import { SaveDialog } from './save-dialog';
import type { DialogKind } from './views-menu';

interface ViewDialogsProps {
  kind: DialogKind;
  view: View | null;
  filters: Filters;
  onClose: () => void;
  /** The view the list on screen is now; null when it is gone. */
  onSaved: (view: View | null) => void;
}

export default function ViewDialogs({ kind, view, filters, onClose, onSaved }: ViewDialogsProps) {
  if (kind === 'saveAs') return <SaveDialog filters={filters} onClose={onClose} onSaved={onSaved} />;
  if (!view) return null;
  if (kind === 'rename') return <RenameDialog view={view} onClose={onClose} />;
  return <DeleteDialog view={view} onClose={onClose} onDeleted={() => { onSaved(null); }} />;
}
