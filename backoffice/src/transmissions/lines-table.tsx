/** Lines of one result: what was wrong with them and what to do, or the requests that stand for them. */
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { Line, LineChoice, LineError } from '../api/transmissions';
import { ErrorNotice } from '../common/error-notice';
import { MoreRows } from '../common/more-rows';
import { PageLink } from '../common/page-link';
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
  if (answer.error) {
    return <ErrorNotice title={words.failed} error={answer.error} onRetry={() => void answer.refetch()} testId="lines-error" />;
  }
  return (
    <Table
      data-testid={`lines-${result}`}
      variant="embedded"
      contentDensity="compact"
      items={answer.data?.pages.flatMap((page) => page.lines) ?? []}
      columnDefinitions={columns}
      loading={answer.isPending}
      loadingText={words.loading}
      empty={words.none}
      wrapLines
      cellVerticalAlign="top"
      ariaLabels={{ tableLabel: words.of[result] }}
      footer={answer.hasNextPage && <MoreRows answer={answer} label={words.more} />}
    />
  );
}

function useColumns(result: LineChoice): TableProps.ColumnDefinition<Line>[] {
  const words = useI18n().text.transmissions.lines;
  const dates = useDates();
  const first: TableProps.ColumnDefinition<Line>[] = [
    { id: 'line', header: words.line, cell: ({ line }) => dates.count(line), isRowHeader: true, width: 80 },
    { id: 'reference', header: words.reference, cell: ({ purchase_reference: reference }) => <Reference text={reference} />, minWidth: 120 },
  ];
  const isToCorrect = result === 'rejected' || result === 'conflict';
  return isToCorrect ? [...first, ...errorColumns(words)] : [...first, { id: 'requests', header: words.requests, cell: (line) => <Requests line={line} /> }];
}

/** Also the columns of what a check would refuse. */
export function errorColumns<T extends LineError>(words: { column: string; value: string; reason: string; remedy: string }): TableProps.ColumnDefinition<T>[] {
  return [
    { id: 'column', header: words.column, cell: ({ field }) => <span className="breakable">{field ?? '—'}</span>, minWidth: 110 },
    { id: 'value', header: words.value, cell: ({ value }) => <span className="breakable">{value || '—'}</span>, minWidth: 130 },
    { id: 'reason', header: words.reason, cell: ({ sentence }) => <Sentence told={sentence} />, minWidth: 220 },
    { id: 'remedy', header: words.remedy, cell: ({ remedy }) => <Sentence told={remedy} />, minWidth: 220 },
  ];
}

function Sentence({ told }: { told: LineError['sentence'] }) {
  return <span className="breakable">{useTold()(told)}</span>;
}

function Reference({ text }: { text: string | null }) {
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
