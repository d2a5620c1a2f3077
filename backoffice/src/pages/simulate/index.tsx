/** The page "Try a proof": a purchase is typed or pasted, and what would become of it is told. Nothing is kept. */
import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { ProblemAlert } from '../../common/problem-alert';
import { useMayImport } from '../../common/use-may-import';
import { useI18n } from '../../i18n';
import { Layout } from '../../layout';
import { useTitle } from '../../layout/use-title';
import { EventForm } from './event-form';
import { useSimulate } from './hooks';
import { PastedEvent } from './pasted-event';
import { Verdict } from './verdict';

const WAYS = ['form', 'json'] as const;
type Way = (typeof WAYS)[number];

export default function SimulatePage() {
  const words = useI18n().text.simulate;
  useTitle(words.title);
  return (
    <Layout
      contentType="form"
      content={
        <ContentLayout header={<Header variant="h1" description={words.description}>{words.title}</Header>}>
          {useMayImport() ? <Trying /> : <Alert type="info" header={words.notYours}>{words.notYoursHelp}</Alert>}
        </ContentLayout>
      }
    />
  );
}

function Trying() {
  const words = useI18n().text.simulate;
  const [way, setWay] = useState<Way>('form');
  const simulation = useSimulate();
  const change = (next: Way) => {
    simulation.reset();
    setWay(next);
  };
  return (
    <SpaceBetween size="l">
      <Container>
        <SpaceBetween size="l">
          <SegmentedControl
            label={words.way}
            selectedId={way}
            options={WAYS.map((id) => ({ id, text: words.ways[id] }))}
            onChange={({ detail }) => { change(WAYS.find((id) => id === detail.selectedId) ?? 'form'); }}
          />
          {way === 'form' ? <EventForm simulation={simulation} /> : <PastedEvent simulation={simulation} />}
        </SpaceBetween>
      </Container>
      {simulation.error && <ProblemAlert title={words.failed} error={simulation.error} />}
      {simulation.data && <Verdict foresight={simulation.data} isInForm={way === 'form'} />}
    </SpaceBetween>
  );
}
