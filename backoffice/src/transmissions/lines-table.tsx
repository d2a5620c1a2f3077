/** Lines of one result: what was wrong with them and what to do, or the requests that stand for them. */
import Box from '@cloudscape-design/components/box';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { Line, LineChoice, LineError } from '../api/transmissions';
import { ErrorNotice } from '../common/error-notice';
import { MoreRows } from '../common/more-rows';
import { PageLink } from '../common/page-link';
import { useFirstRows } from '../common/use-first-rows';
import { useIsNarrow } from '../common/use-is-narrow';
import { useDates } from '../common/website';
import { useI18n } from '../i18n';
import { PATHS } from '../layout/navigation';
import { useLines } from './hooks';
import { useTold } from './told';

interface LinesTableProps {
  transmissionId: string;
  result: LineChoice;
  /** How many there are by the books: more of them are read again. */
  count: number;
}

export function LinesTable({ transmissionId, result, count }: LinesTableProps) {
  const words = useI18n().text.transmissions.lines;
  const answer = useLines({ transmissionId, result }, count);
  const columns = useColumns(result);
  const lines = answer.data?.pages.flatMap((page) => page.lines) ?? [];
  const isLooking = useFirstRows(answer, lines.length);
  if (answer.error) {
    return <ErrorNotice title={words.failed} error={answer.error} onRetry={() => void answer.refetch()} testId="lines-error" />;
  }
  return (
    <Table
      data-testid={`lines-${result}`}
      variant="embedded"
      contentDensity="compact"
      items={lines}
      columnDefinitions={columns}
      loading={answer.isPending || isLooking}
      loadingText={words.loading}
      empty={words.none}
      wrapLines
      cellVerticalAlign="top"
      ariaLabels={{ tableLabel: words.of[result] }}
      footer={answer.hasNextPage && !isLooking && <MoreRows answer={answer} label={words.more} />}
    />
  );
}

type Column = TableProps.ColumnDefinition<Line>;

function useColumns(result: LineChoice): Column[] {
  const words = useI18n().text.transmissions.lines;
  const dates = useDates();
  const isNarrow = useIsNarrow();
  const lineOf = ({ line }: Line) => dates.count(line);
  const isToCorrect = result === 'rejected' || result === 'conflict';
  const requests: Column = { id: 'requests', header: words.requests, cell: (line) => <Requests line={line} /> };
  if (isNarrow) {
    const both = (one: Line) => <>{lineOf(one)}<br /><Text text={one.purchase_reference} /></>;
    const error: Column = { id: 'reason', header: words.reason, cell: (line) => <WholeError line={line} /> };
    return [{ id: 'line', header: words.line, cell: both, isRowHeader: true, width: 96 }, isToCorrect ? error : requests];
  }
  return [
    { id: 'line', header: words.line, cell: lineOf, isRowHeader: true, width: 80 },
    { id: 'reference', header: words.reference, cell: ({ purchase_reference: text }) => <Text text={text} />, minWidth: 120 },
    ...(isToCorrect ? errorColumns(words) : [requests]),
  ];
}

function errorColumns(words: { column: string; value: string; reason: string; remedy: string }): Column[] {
  return [
    { id: 'column', header: words.column, cell: ({ field }) => <Text text={field} />, minWidth: 150 },
    { id: 'value', header: words.value, cell: ({ value }) => <Text text={value} />, minWidth: 130 },
    { id: 'reason', header: words.reason, cell: ({ sentence }) => <Sentence told={sentence} />, minWidth: 220 },
    { id: 'remedy', header: words.remedy, cell: ({ remedy }) => <Sentence told={remedy} />, minWidth: 220 },
  ];
}

/** All that is told of a line to correct, one below the other. */
function WholeError({ line: { field, sentence, remedy } }: { line: Line }) {
  return (
    <>
      {field && <Box variant="strong"><Text text={field} /></Box>} <Sentence told={sentence} />
      <Box variant="small" color="text-body-secondary" display="block">
        <Sentence told={remedy} />
      </Box>
    </>
  );
}

function Sentence({ told }: { told: LineError['sentence'] }) {
  return <span className="breakable">{useTold()(told)}</span>;
}

function Text({ text }: { text: string | null }) {
  return <span className="breakable">{text ?? '—'}</span>;
}

function Requests({ line: { review_request_ids: ids, purchase_reference: reference } }: { line: Line }) {
  const words = useI18n().text.transmissions.lines;
  if (ids.length === 0) return <>—</>;
  return (
    <ul className="bare-list">
      {ids.map((id, place) => (
        <li key={id}>
          <PageLink path={PATHS.follow} parameters={{ request: id }} ariaLabel={words.requestOf(place + 1, reference ?? '')}>
            {words.request(place + 1)}
          </PageLink>
        </li>
      ))}
    </ul>
  );
}
