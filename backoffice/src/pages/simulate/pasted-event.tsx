/** An event as a machine would send it. */
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { useI18n } from '../../i18n';
import { pastedEvent } from './draft';
import type { Simulation } from './hooks';

export function PastedEvent({ simulation }: { simulation: Simulation }) {
  const words = useI18n().text.simulate;
  const [content, setContent] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const start = () => {
    const event = pastedEvent(content);
    setIsWrong(event === undefined);
    if (event === undefined) simulation.reset();
    else simulation.mutate(event);
  };
  return (
    <SpaceBetween size="m">
      <FormField label={words.json} description={words.jsonHelp} errorText={isWrong ? words.wrongJson : undefined} stretch>
        <Textarea value={content} rows={14} spellcheck={false} onChange={({ detail }) => { setContent(detail.value); }} data-testid="event-json" />
      </FormField>
      <Button variant="primary" loading={simulation.isPending} onClick={start} data-testid="try">{words.start}</Button>
    </SpaceBetween>
  );
}
