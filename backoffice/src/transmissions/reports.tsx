/** The files that tell what became of the lines: a log to read, and the refused rows to correct and send again. */
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Report, Transmission } from '../api/transmissions';
import { useMayReadCustomers } from '../common/use-may-read-customers';
import { ProblemAlert } from '../common/problem-alert';
import { useI18n } from '../i18n';
import { useReport } from './hooks';

const REPORTS: readonly Report[] = ['rejected_rows', 'log'];

export function Reports({ one }: { one: Transmission }) {
  const words = useI18n().text.transmissions;
  const download = useReport(one.transmission_id);
  const mayReadCustomers = useMayReadCustomers();
  const there = REPORTS.filter((report) => one.reports[report]);
  if (there.length === 0) return null;
  return (
    <SpaceBetween size="s">
      <SpaceBetween direction="horizontal" size="xs">
        {there.map((report) => (
          <Button
            key={report}
            iconName="download"
            disabled={!mayReadCustomers}
            {...(mayReadCustomers ? {} : { disabledReason: words.notYours })}
            loading={download.isPending && download.variables === report}
            onClick={() => { download.mutate(report); }}
            data-testid={`download-${report}`}
          >
            {words.reports[report]}
          </Button>
        ))}
      </SpaceBetween>
      {download.error && <ProblemAlert title={words.downloadFailed} error={download.error} />}
    </SpaceBetween>
  );
}
