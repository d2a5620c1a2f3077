/** The files written every night: which ones, what was written last, one to try it out, and how to fetch them. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Toggle from '@cloudscape-design/components/toggle';
import { FEED_KINDS, isUnderWay, type FeedFile, type FeedKind, type Feeds, type FeedSettings } from '../../api/exports';
import { ErrorNotice } from '../../common/error-notice';
import { ProblemAlert } from '../../common/problem-alert';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import { useChooseFeeds, useFeeds, useTryFeed } from './hooks';

export function FeedsSection() {
  const words = useI18n().text.exports.feeds;
  const answer = useFeeds();
  if (answer.error) {
    return <ErrorNotice title={words.failed} error={answer.error} onRetry={() => void answer.refetch()} testId="feeds-error" />;
  }
  return (
    <Container
      header={
        <Header variant="h2" description={words.description}>
          {words.title}
        </Header>
      }
      data-testid="feeds"
    >
      {answer.data ? <Choices feeds={answer.data} /> : <StatusIndicator type="loading">{words.loading}</StatusIndicator>}
    </Container>
  );
}

function Choices({ feeds }: { feeds: Feeds }) {
  const words = useI18n().text.exports.feeds;
  const choose = useChooseFeeds();
  const tried = useTryFeed();
  const present = choose.isPending ? choose.variables : feeds;
  const change = (changes: Partial<FeedSettings>) => {
    const { deliverability, unsubscribed, full } = { ...present, ...changes };
    choose.mutate({ deliverability, unsubscribed, full });
  };
  return (
    <SpaceBetween size="l">
      {FEED_KINDS.map((kind) => (
        <SpaceBetween size="xs" key={kind}>
          <Toggle checked={present[kind]} description={words.kinds[kind].what} onChange={({ detail }) => { change({ [kind]: detail.checked }); }}>
            {words.kinds[kind].name}
          </Toggle>
          {kind === 'unsubscribed' && (
            <Toggle checked={present.full} description={words.fullHelp} onChange={({ detail }) => { change({ full: detail.checked }); }}>
              {words.full}
            </Toggle>
          )}
          <Files kind={kind} feeds={feeds} onTry={() => { tried.mutate(kind); }} isTrying={tried.isPending && tried.variables === kind} />
        </SpaceBetween>
      ))}
      {choose.error && <ProblemAlert title={words.saveFailed} error={choose.error} />}
      {tried.error && <ProblemAlert title={words.tryFailed} error={tried.error} />}
      <ExpandableSection headerText={words.howTo}>{words.howToSteps}</ExpandableSection>
    </SpaceBetween>
  );
}

interface FilesProps {
  kind: FeedKind;
  feeds: Feeds;
  onTry: () => void;
  isTrying: boolean;
}

function Files({ kind, feeds, onTry, isTrying }: FilesProps) {
  const words = useI18n().text.exports.feeds;
  return (
    <Box padding={{ left: 'xxl' }}>
      <SpaceBetween size="xs">
        <KeyValuePairs
          columns={2}
          items={[
            { label: words.last, value: <File file={feeds.last_files[kind]} /> },
            { label: words.lastTest, value: <File file={feeds.last_tests[kind]} /> },
          ]}
        />
        <Button onClick={onTry} loading={isTrying} ariaLabel={words.tryItOf(words.kinds[kind].name)}>
          {words.tryIt}
        </Button>
      </SpaceBetween>
    </Box>
  );
}

function File({ file }: { file: FeedFile | null }) {
  const words = useI18n().text.exports.feeds;
  const dates = useDates();
  if (!file) return <>{words.never}</>;
  if (isUnderWay(file)) return <StatusIndicator type="in-progress">{words.writing(file.path)}</StatusIndicator>;
  if (file.state !== 'done') return <StatusIndicator type="error">{words.broken(file.path)}</StatusIndicator>;
  return <span className="breakable">{words.file(file.path, dates.count(file.rows), dates.instant(file.ended_at ?? file.started_at))}</span>;
}
