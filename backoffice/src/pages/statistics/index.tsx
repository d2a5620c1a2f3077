/** The page "Statistics": the funnel of a period, its days, its groups, and what reminders added. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Statistics, StatisticsFilter } from '../../api/statistics';
import { ErrorNotice } from '../../common/error-notice';
import { useI18n } from '../../i18n';
import { Layout } from '../../layout';
import { useTitle } from '../../layout/use-title';
import { Days } from './days';
import { FilterBar } from './filter-bar';
import { filterOf } from './filters';
import { Funnel } from './funnel';
import { Groups } from './groups';
import { useFilters, useStatistics, useToday } from './hooks';
import { Reminders } from './reminders';
import './statistics.css';

export default function StatisticsPage() {
  const { text } = useI18n();
  const { filters, change } = useFilters();
  const filter = filterOf(filters, useToday());
  const answer = useStatistics(filter);
  useTitle(text.statistics.title);
  return (
    <Layout
      contentType="form"
      content={
        <ContentLayout header={<Head answer={answer} />}>
          <SpaceBetween size="l">
            <Container>
              <FilterBar filters={filters} onChange={change} />
            </Container>
            <Body answer={answer} filter={filter} />
          </SpaceBetween>
        </ContentLayout>
      }
    />
  );
}

function Head({ answer }: { answer: UseQueryResult<Statistics> }) {
  const { actions, statistics } = useI18n().text;
  const refresh = <Button iconName="refresh" ariaLabel={actions.refresh} loading={answer.isFetching} onClick={() => void answer.refetch()} />;
  return (
    <Header variant="h1" description={statistics.description} actions={refresh}>
      {statistics.title}
    </Header>
  );
}

function Body({ answer, filter }: { answer: UseQueryResult<Statistics>; filter: StatisticsFilter }) {
  const words = useI18n().text.statistics;
  if (answer.error) {
    return <ErrorNotice title={words.failed} error={answer.error} onRetry={() => void answer.refetch()} testId="statistics-error" />;
  }
  if (!answer.data) return <StatusIndicator type="loading">{words.loading}</StatusIndicator>;
  const { counted, funnel, open_tracking: openings, reminders, days, groups } = answer.data;
  if (!counted) {
    return (
      <div role="status" data-testid="being-counted">
        <Alert type="info" header={words.beingCounted}>{words.beingCountedHelp}</Alert>
      </div>
    );
  }
  if (!funnel.some(({ count }) => count > 0)) return <Nothing />;
  return (
    <SpaceBetween size="l">
      <Funnel stages={funnel} openings={openings} filter={filter} />
      {reminders && <Reminders figures={reminders} filter={filter} />}
      <Days days={days} filter={filter} />
      <Groups groups={groups} filter={filter} />
    </SpaceBetween>
  );
}

function Nothing() {
  const words = useI18n().text.statistics;
  return (
    <Container>
      <Box textAlign="center" padding="l" data-testid="no-statistics">
        <Box variant="h3" tagOverride="p">{words.none}</Box>
        <Box>{words.noneHelp}</Box>
      </Box>
    </Container>
  );
}
