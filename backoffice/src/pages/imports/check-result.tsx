/** What a check found: the figures, the rows to correct, the dates that are planned, and the way to import for real. */
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { LineChoice, Transmission, TransmissionDetails } from '../../api/transmissions';
import { ProblemAlert } from '../../common/problem-alert';
import { useMayImport } from '../../common/use-may-import';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import { Balance } from '../../transmissions/balance';
import { LinesTabs } from '../../transmissions/lines-tabs';
import { Reports } from '../../transmissions/reports';
import { useSendImport } from './hooks';
import { PlanTable } from './plan-table';
import { useState } from 'react';

export function CheckResult({ one }: { one: TransmissionDetails }) {
  const words = useI18n().text.imports.check;
  const [result, setResult] = useState<LineChoice | null>(null);
  const inError = one.books.rejected + one.books.conflict;
  return (
    <SpaceBetween size="l">
      <Verdict one={one} />
      <Container header={<Header variant="h2" description={words.figuresHelp}>{words.figures}</Header>}>
        <Balance books={one.books} isCheck onFollow={setResult} />
      </Container>
      {inError > 0 && (
        <Container header={<Header variant="h2" description={words.errorsHelp} actions={<Reports one={one} />}>{words.errors}</Header>}>
          <LinesTabs one={one} result={result} onChange={setResult} />
        </Container>
      )}
      {one.books.accepted > 0 && (
        <Container header={<Header variant="h2" description={words.planHelp}>{words.plan}</Header>}>
          <PlanTable transmissionId={one.transmission_id} />
        </Container>
      )}
    </SpaceBetween>
  );
}

function Verdict({ one }: { one: Transmission }) {
  const words = useI18n().text.imports.check;
  const dates = useDates();
  const { accepted, rejected, conflict } = one.books;
  const inError = rejected + conflict;
  return (
    <div role="status" data-testid="check-verdict">
      <SpaceBetween size="s">
        <Alert
          type={inError > 0 ? 'warning' : 'success'}
          header={inError > 0 ? words.inError(inError, dates.count(inError)) : words.right}
          action={accepted > 0 && <Send one={one} />}
        >
          {words.nothingSent} {accepted > 0 ? words.canSend(accepted, dates.count(accepted)) : words.nothingToSend}
        </Alert>
      </SpaceBetween>
    </div>
  );
}

function Send({ one }: { one: Transmission }) {
  const words = useI18n().text.imports.check;
  const send = useSendImport();
  if (!useMayImport()) return null;
  return (
    <SpaceBetween size="s">
      <Button variant="primary" loading={send.isPending} onClick={() => { send.mutate(one.transmission_id); }} data-testid="send-import">
        {words.send}
      </Button>
      {send.error && <ProblemAlert title={words.sendFailed} error={send.error} />}
    </SpaceBetween>
  );
}
