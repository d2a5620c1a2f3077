/** The lines of a transmission by what became of them: those to correct first. */
import Tabs from '@cloudscape-design/components/tabs';
import type { LineChoice, Transmission } from '../api/transmissions';
import { useDates } from '../common/website';
import { useI18n } from '../i18n';
import { LinesTable } from './lines-table';

const ORDER: readonly LineChoice[] = ['rejected', 'conflict', 'accepted', 'duplicate', 'withdrawn'];

interface LinesTabsProps {
  one: Transmission;
  /** What somebody chose; the first that has lines until then. */
  result: LineChoice | null;
  onChange: (result: LineChoice) => void;
}

export function LinesTabs({ one: { transmission_id: id, books }, result, onChange }: LinesTabsProps) {
  const words = useI18n().text.transmissions.lines;
  const dates = useDates();
  const filled = ORDER.filter((choice) => books[choice] > 0 || choice === result);
  return (
    <Tabs
      ariaLabel={words.title}
      activeTabId={result ?? filled[0] ?? 'accepted'}
      onChange={({ detail }) => {
        const choice = ORDER.find((known) => known === detail.activeTabId);
        if (choice) onChange(choice);
      }}
      tabs={filled.map((choice) => ({
        id: choice,
        label: `${words.of[choice]} (${dates.count(books[choice])})`,
        content: <LinesTable transmissionId={id} result={choice} count={books[choice]} />,
      }))}
      data-testid="lines"
    />
  );
}
