/** What is selected, in words, with the way to select everything the filters match. */
import Button from '@cloudscape-design/components/button';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useI18n } from '../../i18n';
import type { RowSelection } from './selection';

export function SelectionBar({ selection }: { selection: RowSelection }) {
  const { text } = useI18n();
  const words = text.operations.selection;
  const { rows, isEverything } = selection;
  if (rows.length === 0) return null;
  return (
    <div data-testid="selection-bar">
      <SpaceBetween direction="horizontal" size="s" alignItems="center">
        <LiveRegion tagName="span">{isEverything ? words.everything : words.some(rows.length)}</LiveRegion>
        {selection.canChooseEverything && (
          <Button variant="inline-link" onClick={selection.chooseEverything} data-testid="select-everything">
            {words.selectEverything}
          </Button>
        )}
        <Button variant="inline-link" onClick={selection.clear} data-testid="clear-selection">
          {words.clear}
        </Button>
      </SpaceBetween>
    </div>
  );
}
