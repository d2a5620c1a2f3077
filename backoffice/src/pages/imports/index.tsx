/** The page "Import": a CSV file is looked at, checked or imported; what became of it is shown on the same page. */
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import { useMayImport } from '../../common/use-may-import';
import { useI18n } from '../../i18n';
import { Layout } from '../../layout';
import { useTitle } from '../../layout/use-title';
import { useShownImport } from './hooks';
import { NewImport } from './new-import';
import { ShownImport } from './shown-import';

export default function ImportsPage() {
  const words = useI18n().text.imports;
  const [shown, show] = useShownImport();
  useTitle(words.title);
  const another = shown && (
    <Button onClick={() => { show(null); }} data-testid="another-file">
      {words.another}
    </Button>
  );
  return (
    <Layout
      contentType="form"
      content={
        <ContentLayout
          header={
            <Header variant="h1" description={words.description} actions={another}>
              {words.title}
            </Header>
          }
        >
          {shown ? <ShownImport key={shown} transmissionId={shown} /> : <Beginning />}
        </ContentLayout>
      }
    />
  );
}

function Beginning() {
  const words = useI18n().text.imports;
  return useMayImport() ? <NewImport /> : <Alert type="info" header={words.notYours}>{words.notYoursHelp}</Alert>;
}
