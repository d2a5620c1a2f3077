/** What became of the rows of an import. */
import Box from '@cloudscape-design/components/box';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ImportReject, ImportReport } from '../../api/opt-outs';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';

const FIGURES = ['received', 'added', 'known', 'rejected'] as const;

export function Report({ report }: { report: ImportReport }) {
  const words = useI18n().text.optOuts.import;
  const { count } = useDates();
  return (
    <div role="status" data-testid="import-report">
      <SpaceBetween size="s">
        <Box variant="h3">{words.report}</Box>
        <KeyValuePairs columns={4} items={FIGURES.map((figure) => ({ label: words[figure], value: count(report[figure]) }))} />
        <ul className="plain-list">
          {report.rejects.map((reject, index) => (
            <Reject key={index} reject={reject} />
          ))}
        </ul>
      </SpaceBetween>
    </div>
  );
}

function Reject({ reject: { row, value, reason, remedy } }: { reject: ImportReject }) {
  const words = useI18n().text.optOuts.import;
  return (
    <li className="breakable">
      {words.line(row)}
      {value && ` (${value})`}: <span lang="en">{`${reason} ${remedy}`}</span>
    </li>
  );
}
