/** The message of each operation: countdown with undo, progress, result. */
import type { FlashbarProps } from '@cloudscape-design/components/flashbar';
import type { Operation, OperationState } from '../api/operation-types';
import { useNow } from '../common/use-now';
import { useDates } from '../common/website';
import { useI18n } from '../i18n';
import type { Catalogue } from '../i18n/catalogue';
import { RefusalCounts } from './refusal-counts';
import { useProgress, useTrackedOperations, type Tracked } from './tracked-operations';
import { UndoButton } from './undo-button';

type Flash = FlashbarProps.MessageDefinition;

export function useOperationFlashes(): Flash[] {
  const { text } = useI18n();
  const { tracked, forget } = useTrackedOperations();
  const answers = useProgress(tracked);
  const now = useNow(answers.some(({ data }) => data?.state === 'waiting'));
  const { count } = useDates();
  return tracked.flatMap((one, index) => {
    const answer = answers[index];
    if (!answer?.data) return [];
    const look = answer.error ? lostFlash(answer.data, text) : flashOf({ one, operation: answer.data, now, text, count });
    return [{ ...look, ...frameOf(one, text, forget) }];
  });
}

function frameOf({ operationId }: Tracked, text: Catalogue, forget: (operationId: string) => void): Flash {
  return {
    id: operationId,
    dismissible: true,
    dismissLabel: text.operations.flash.dismiss,
    onDismiss: () => {
      forget(operationId);
    },
  };
}

interface Seen {
  one: Tracked;
  operation: Operation;
  now: Date;
  text: Catalogue;
  count: (amount: number) => string;
}

const FLASH_OF_STATE: Record<OperationState, (seen: Seen) => Flash> = {
  waiting: waitingFlash,
  running: runningFlash,
  undone: ({ operation, text }) => ({ type: 'info', header: text.operations.flash.undone(nameOf(operation, text)) }),
  done: doneFlash,
  failed: ({ operation, text }) => ({
    type: 'error',
    header: text.operations.flash.failed(nameOf(operation, text)),
    content: text.operations.flash.failedHelp,
  }),
};

function flashOf(seen: Seen): Flash {
  return FLASH_OF_STATE[seen.operation.state](seen);
}

function lostFlash(operation: Operation, text: Catalogue): Flash {
  return { type: 'warning', header: text.operations.flash.lost(nameOf(operation, text)) };
}

/** The seconds are for the eye: read aloud one by one they would drown everything else. */
function waitingFlash({ one, operation, now, text }: Seen): Flash {
  const seconds = Math.max(0, Math.ceil((one.undoUntil - now.getTime()) / 1000));
  if (seconds === 0) return { type: 'in-progress', header: text.operations.flash.running(nameOf(operation, text)) };
  return {
    type: 'in-progress',
    content: (
      <span role="timer" aria-live="off" data-testid="operation-waiting">
        {text.operations.flash.waiting(nameOf(operation, text), seconds)}
      </span>
    ),
    action: <UndoButton tracked={one} />,
  };
}

function runningFlash({ operation, text, count }: Seen): Flash {
  return {
    type: 'in-progress',
    header: text.operations.flash.running(nameOf(operation, text)),
    content: text.operations.flash.progress(count(operation.counts.matching)),
  };
}

function doneFlash({ operation, text, count }: Seen): Flash {
  const { done, not_applicable: refused } = operation.counts;
  return {
    type: done > 0 ? 'success' : 'warning',
    header: <span data-testid="operation-done">{text.operations.flash.done(nameOf(operation, text), count(done))}</span>,
    content: <RefusalCounts refused={refused} title={text.operations.flash.notApplicable} />,
  };
}

function nameOf(operation: Operation, text: Catalogue): string {
  return operation.kind === 'replan' ? text.operations.replan : text.operations.kinds[operation.kind].name;
}
