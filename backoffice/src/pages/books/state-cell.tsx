/** Whether the books of a line close, and how that is known. */
import Box from '@cloudscape-design/components/box';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { DoorBooks } from '../../api/books';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import { PATHS } from '../../layout/navigation';
import { FigureLink } from './figure-link';

export function StateCell({ line }: { line: DoorBooks }) {
  const { text } = useI18n();
  const words = text.books;
  const dates = useDates();
  const checked = line.checked_at && <Box variant="small">{words.checkedAt(dates.instant(line.checked_at))}</Box>;
  return (
    <>
      <StatusIndicator type={line.closes ? 'success' : 'warning'}>{sentenceOf(line, words.state)}</StatusIndicator>
      {checked && <div>{checked}</div>}
      {line.open_transmission_ids.map((id, index) => (
        <div key={id}>
          <FigureLink
            count={1}
            shown={words.openOne(index + 1)}
            label={(shown) => `${shown}, ${words.of(words.columns.state, dates.day(line.day), text.transmissionMethods[line.transmission_method])}`}
            to={{ path: `${PATHS.transmissions}/${id}`, parameters: {} }}
          />
        </div>
      ))}
    </>
  );
}

function sentenceOf({ closes, checked_at: checkedAt }: DoorBooks, words: { closed: string; checked: string; open: string }): string {
  if (!closes) return words.open;
  return checkedAt ? words.checked : words.closed;
}
