/** The page "Transmissions": every file and every call, whatever the door, with its books. */
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useI18n } from '../../i18n';
import { Layout } from '../../layout';
import { useTitle } from '../../layout/use-title';
import { FilterBar } from './filter-bar';
import { useFilters, useTransmissions } from './hooks';
import { List } from './list';
import './transmissions.css';

export default function TransmissionsPage() {
  const { actions, transmissions: words } = useI18n().text;
  const { filters, change } = useFilters();
  const answer = useTransmissions(filters);
  useTitle(words.title);
  const refresh = <Button iconName="refresh" ariaLabel={actions.refresh} loading={answer.isRefetching} onClick={() => void answer.refetch()} />;
  return (
    <Layout
      contentType="table"
      content={
        <ContentLayout
          header={
            <Header variant="h1" description={words.description} actions={refresh}>
              {words.title}
            </Header>
          }
        >
          <SpaceBetween size="l">
            <Container>
              <FilterBar filters={filters} onChange={change} />
            </Container>
            <List filters={filters} answer={answer} />
          </SpaceBetween>
        </ContentLayout>
      }
    />
  );
}
