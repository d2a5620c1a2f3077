/** The page of one transmission: where it stands, its books, its requests, its lines. */
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useParams } from 'react-router-dom';
import { ErrorNotice } from '../../common/error-notice';
import { PageLink } from '../../common/page-link';
import { useI18n } from '../../i18n';
import { Layout } from '../../layout';
import { PATHS } from '../../layout/navigation';
import { useTitle } from '../../layout/use-title';
import { useTransmission } from '../../transmissions/hooks';
import { Reports } from '../../transmissions/reports';
import { Sections } from './sections';

export default function TransmissionPage() {
  const words = useI18n().text.transmissions;
  const { transmissionId = '' } = useParams();
  const answer = useTransmission(transmissionId);
  const title = answer.data ? (answer.data.name ?? words.call) : words.one;
  useTitle(title);
  return (
    <Layout
      contentType="form"
      content={
        <ContentLayout
          header={
            <SpaceBetween size="xs">
              <PageLink path={PATHS.transmissions}>{words.back}</PageLink>
              <Header variant="h1" actions={answer.data && <Reports one={answer.data} />}>
                <span className="breakable">{title}</span>
              </Header>
            </SpaceBetween>
          }
        >
          <Body answer={answer} />
        </ContentLayout>
      }
    />
  );
}

function Body({ answer }: { answer: ReturnType<typeof useTransmission> }) {
  const words = useI18n().text.transmissions;
  if (answer.data) return <Sections one={answer.data} />;
  if (answer.error) {
    return <ErrorNotice title={words.oneFailed} error={answer.error} onRetry={() => void answer.refetch()} testId="transmission-error" />;
  }
  return <StatusIndicator type="loading">{words.loadingOne}</StatusIndicator>;
}
