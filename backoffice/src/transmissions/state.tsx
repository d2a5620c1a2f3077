/** How far a transmission is, in words and with a bar where it was cut into parts. */
import Box from '@cloudscape-design/components/box';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { isOver, type Transmission } from '../api/transmissions';
import { useDates } from '../common/website';
import { useI18n } from '../i18n';
import { labelOf } from '../i18n/labels';

export function State({ one }: { one: Transmission }) {
  const words = useI18n().text.transmissions;
  return (
    <>
      <StatusIndicator type={lookOf(one)}>{wordOf(one, words)}</StatusIndicator>
      {one.mode === 'validate' && <Box variant="small" display="block">{words.checkOnly}</Box>}
      {!isOver(one) && <Progress one={one} />}
    </>
  );
}

function lookOf({ state, in_error: inError }: Transmission): StatusIndicatorProps.Type {
  if (state === 'received') return 'pending';
  if (state === 'running') return 'in-progress';
  if (state === 'refused') return 'error';
  if (state === 'repeated') return 'info';
  return inError ? 'warning' : 'success';
}

function wordOf({ state, in_error: inError }: Transmission, words: { states: Record<Transmission['state'], string>; doneInError: string }): string {
  return state === 'done' && inError ? words.doneInError : labelOf(words.states, state);
}

function Progress({ one: { progress, books } }: { one: Transmission }) {
  const words = useI18n().text.transmissions;
  const dates = useDates();
  const { chunks, chunks_done: done } = progress;
  const sentence = words.linesSoFar(dates.count(books.received));
  if (chunks === 0) return books.received > 0 ? <Box variant="small" display="block">{sentence}</Box> : null;
  return <ProgressBar value={Math.min(99, Math.floor((100 * done) / chunks))} additionalInfo={sentence} ariaLabel={words.progress} />;
}
