/** Line by line, the requests that would be made: when the first e-mail would leave, and why then. */
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { PreviewLine } from '../../api/imports';
import { ErrorNotice } from '../../common/error-notice';
import { MoreRows } from '../../common/more-rows';
import { useIsNarrow } from '../../common/use-is-narrow';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import { PlannedRequest } from '../../transmissions/planned-request';
import { useTold } from '../../transmissions/told';
import { usePreview } from './hooks';

export function PlanTable({ transmissionId }: { transmissionId: string }) {
  const words = useI18n().text.imports.plan;
  const answer = usePreview(transmissionId);
  const columns = useColumns();
  if (answer.error) {
    return <ErrorNotice title={words.failed} error={answer.error} onRetry={() => void answer.refetch()} testId="plan-error" />;
  }
  return (
    <Table
      data-testid="plan"
      variant="embedded"
      contentDensity="compact"
      items={answer.data?.pages.flatMap((page) => page.lines).filter(({ error }) => error === null) ?? []}
      trackBy={({ line }) => String(line)}
      columnDefinitions={columns}
      loading={answer.isPending}
      loadingText={words.loading}
      empty={words.none}
      wrapLines
      cellVerticalAlign="top"
      ariaLabels={{ tableLabel: words.title }}
      footer={answer.hasNextPage && <MoreRows answer={answer} label={words.more} />}
    />
  );
}

function useColumns(): TableProps.ColumnDefinition<PreviewLine>[] {
  const words = useI18n().text.imports.plan;
  const dates = useDates();
  const isNarrow = useIsNarrow();
  const lineOf = ({ line }: PreviewLine) => dates.count(line);
  const referenceOf = ({ purchase_reference: text }: PreviewLine) => <span className="breakable">{text ?? '—'}</span>;
  const what = { id: 'what', header: words.what, cell: (line: PreviewLine) => <What line={line} /> };
  if (isNarrow) {
    const both = (one: PreviewLine) => <>{lineOf(one)}<br />{referenceOf(one)}</>;
    return [{ id: 'line', header: words.line, cell: both, isRowHeader: true, width: 96 }, what];
  }
  return [
    { id: 'line', header: words.line, cell: lineOf, isRowHeader: true, width: 80 },
    { id: 'reference', header: words.reference, cell: referenceOf, minWidth: 120 },
    { ...what, minWidth: 320 },
  ];
}

function What({ line: { result, withdraws, requests, notes } }: { line: PreviewLine }) {
  const words = useI18n().text.imports.plan;
  const told = useTold();
  if (withdraws) return <>{words.withdraws}</>;
  if (requests.length === 0 && notes.length === 0) return <>{words.nothing[result]}</>;
  return (
    <SpaceBetween size="s">
      {requests.map((request, place) => (
        <PlannedRequest key={place} request={request} />
      ))}
      {notes.map((note, place) => (
        <Small key={place}>{told(note.sentence)}</Small>
      ))}
    </SpaceBetween>
  );
}

function Small({ children }: { children: string }) {
  return (
    <Box variant="small" color="text-body-secondary" display="block">
      {children}
    </Box>
  );
}
