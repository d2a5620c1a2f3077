/** The page "Books": what came in by day and transmission method, what became of it, and whether all is accounted for. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { UseQueryResult } from '@tanstack/react-query';
import type { DailyBooks } from '../../api/books';
import { ErrorNotice } from '../../common/error-notice';
import { useI18n } from '../../i18n';
import { Layout } from '../../layout';
import { useTitle } from '../../layout/use-title';
import { BooksTable } from './books-table';
import { useBooks, usePeriod, useToday } from './hooks';
import { daysShown } from './period';
import { PeriodFilter } from './period-filter';

export default function BooksPage() {
  const { text } = useI18n();
  const { period, change } = usePeriod();
  const answer = useBooks(daysShown(period, useToday()));
  useTitle(text.books.title);
  return (
    <Layout
      contentType="table"
      content={
        <ContentLayout header={<Head answer={answer} />}>
          <SpaceBetween size="l">
            <Container>
              <PeriodFilter period={period} onChange={change} />
            </Container>
            <Body answer={answer} />
          </SpaceBetween>
        </ContentLayout>
      }
    />
  );
}

function Head({ answer }: { answer: UseQueryResult<DailyBooks> }) {
  const { actions, books } = useI18n().text;
  const refresh = <Button iconName="refresh" ariaLabel={actions.refresh} loading={answer.isFetching} onClick={() => void answer.refetch()} />;
  return (
    <Header variant="h1" description={books.description} actions={refresh}>
      {books.title}
    </Header>
  );
}

function Body({ answer }: { answer: UseQueryResult<DailyBooks> }) {
  const words = useI18n().text.books;
  if (answer.error) return <ErrorNotice title={words.failed} error={answer.error} onRetry={() => void answer.refetch()} testId="books-error" />;
  if (!answer.data) return <StatusIndicator type="loading">{words.loading}</StatusIndicator>;
  if (answer.data.days.length === 0) return <Nothing />;
  const open = answer.data.days.filter(({ closes }) => !closes).length;
  return (
    <SpaceBetween size="l">
      <div role="status" data-testid="books-state">
        <Alert type={open ? 'warning' : 'success'} header={open ? words.state.someOpen(open) : words.state.allClose}>
          {words.equation}
        </Alert>
      </div>
      <Container>
        <BooksTable books={answer.data} />
      </Container>
    </SpaceBetween>
  );
}

function Nothing() {
  const words = useI18n().text.books;
  return (
    <Container>
      <Box textAlign="center" padding="l" data-testid="no-books">
        <Box variant="h3" tagOverride="p">{words.none}</Box>
        <Box>{words.noneHelp}</Box>
      </Box>
    </Container>
  );
}
