/** The page "Opt-outs": the list, adding by hand, import and export. */
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { ProblemAlert } from '../../common/problem-alert';
import { saveFile } from '../../common/save-file';
import { useMayManage } from '../../common/use-may-manage';
import { useI18n } from '../../i18n';
import { Layout } from '../../layout';
import { useTitle } from '../../layout/use-title';
import { AddDialog } from './add-dialog';
import { useExport } from './hooks';
import { ImportDialog } from './import-dialog';
import { OptOutList } from './list';

type Open = 'add' | 'import' | null;

export default function OptOutsPage() {
  const words = useI18n().text.optOuts;
  useTitle(words.title);
  return <Layout contentType="table" content={<OptOutList header={<Head />} />} />;
}

function Head() {
  const words = useI18n().text.optOuts;
  const [open, setOpen] = useState<Open>(null);
  const [result, setResult] = useState<string | null>(null);
  const close = () => {
    setOpen(null);
  };
  return (
    <SpaceBetween size="s">
      <Header variant="awsui-h1-sticky" description={words.description} actions={<Actions onOpen={setOpen} />}>
        {words.title}
      </Header>
      {result && (
        <div role="status" data-testid="opt-out-result">
          <Alert type="success">{result}</Alert>
        </div>
      )}
      {open === 'import' && <ImportDialog onClose={close} />}
      {open === 'add' && <AddDialog onClose={close} onAdded={(sentence) => { setResult(sentence); close(); }} />}
    </SpaceBetween>
  );
}

function Actions({ onOpen }: { onOpen: (open: Open) => void }) {
  const words = useI18n().text.optOuts;
  const mayManage = useMayManage();
  const list = useExport();
  const save = () => {
    list.mutate(undefined, { onSuccess: (csv) => { saveFile(csv, words.export.fileName); } });
  };
  return (
    <SpaceBetween size="xs">
      <SpaceBetween direction="horizontal" size="xs">
        <Button loading={list.isPending} onClick={save}>{words.export.open}</Button>
        {mayManage && <Button onClick={() => { onOpen('import'); }}>{words.import.open}</Button>}
        {mayManage && <Button variant="primary" onClick={() => { onOpen('add'); }}>{words.add.open}</Button>}
      </SpaceBetween>
      {list.error && <ProblemAlert title={words.export.failed} error={list.error} />}
    </SpaceBetween>
  );
}
