/** The page "Settings": the form, and every version that was saved. */
import Alert from '@cloudscape-design/components/alert';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import type { ChangedSettings } from '../../api/settings-types';
import { ErrorNotice } from '../../common/error-notice';
import { useWebsite } from '../../common/website';
import { useI18n } from '../../i18n';
import { Layout } from '../../layout';
import { useTitle } from '../../layout/use-title';
import { Editor } from './editor';
import { useReload, useSettings } from './hooks';
import './settings.css';

export default function SettingsPage() {
  const { settings } = useI18n().text;
  const { name, website_id: websiteId } = useWebsite();
  useTitle(settings.title);
  const header = (
    <Header variant="h1" description={settings.description(name)}>
      {settings.title}
    </Header>
  );
  return (
    <Layout
      contentType="form"
      content={
        <ContentLayout header={header}>
          <Content key={websiteId} />
        </ContentLayout>
      }
    />
  );
}

function Content() {
  const { settings } = useI18n().text;
  const answer = useSettings();
  const [changed, setChanged] = useState<ChangedSettings | null>(null);
  const reload = useReload();
  if (answer.data) {
    const saved = answer.data;
    return (
      <SpaceBetween size="l">
        {changed && <Saved changed={changed} onDismiss={() => { setChanged(null); }} />}
        <Editor key={saved.version} saved={saved} onSaved={setChanged} onReload={() => void reload()} />
      </SpaceBetween>
    );
  }
  if (answer.error) {
    return <ErrorNotice title={settings.failed} error={answer.error} onRetry={() => void answer.refetch()} testId="settings-error" />;
  }
  return <StatusIndicator type="loading">{settings.loading}</StatusIndicator>;
}

function Saved({ changed, onDismiss }: { changed: ChangedSettings; onDismiss: () => void }) {
  const { text } = useI18n();
  const { save } = text.settings;
  const { state } = changed.replanning;
  return (
    <div role="status" data-testid="settings-saved">
      <Alert
        type={state === 'refused' ? 'warning' : 'success'}
        dismissible
        i18nStrings={{ dismissAriaLabel: text.operations.flash.dismiss }}
        onDismiss={onDismiss}
        header={save.saved(changed.version)}
      >
        {state === 'waiting' && save.replanning}
        {state === 'refused' && save.replanningRefused}
      </Alert>
    </div>
  );
}
