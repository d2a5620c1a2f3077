/** What will happen, to how many, and why: asked before an operation starts. */
import Box from '@cloudscape-design/components/box';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { OperationKind, Selection } from '../api/operation-types';
import { DialogButtons } from '../common/dialog-buttons';
import { ProblemAlert } from '../common/problem-alert';
import { useI18n } from '../i18n';
import { OrderFields } from './order-fields';
import { PreviewCounts } from './preview-counts';
import { useOrder, type Ordering } from './use-order';

/** What is to be done, and to which requests. */
export interface Intent {
  kind: OperationKind;
  selection: Selection;
  /** Which requests are meant, in words. */
  about: string;
  /** The present address, when the intent is about one request. */
  email?: string;
}

export default function OperationDialog({ intent, onClose }: { intent: Intent; onClose: () => void }) {
  const { text } = useI18n();
  const ordering = useOrder(intent, onClose);
  const words = text.operations.kinds[intent.kind];
  return (
    <Modal
      visible
      onDismiss={onClose}
      closeAriaLabel={text.actions.close}
      header={words.name}
      footer={
        <DialogButtons
          cancel={text.actions.goBack}
          onCancel={onClose}
          confirm={words.confirm}
          onConfirm={ordering.start}
          disabled={!ordering.isApplicable}
          loading={ordering.isStarting}
        />
      }
      data-testid="operation-dialog"
    >
      <Content intent={intent} ordering={ordering} />
    </Modal>
  );
}

function Content({ intent, ordering }: { intent: Intent; ordering: Ordering }) {
  const { operations } = useI18n().text;
  return (
    <SpaceBetween size="m">
      <Box variant="strong" display="block">
        {intent.about}
      </Box>
      <div>{operations.kinds[intent.kind].what}</div>
      <OrderFields intent={intent} ordering={ordering} />
      <PreviewCounts preview={ordering.preview} isOne={isOne(intent)} />
      <Box color="text-body-secondary">{operations.dialog.undoHelp}</Box>
      {ordering.error && <ProblemAlert title={operations.dialog.failed} error={ordering.error} />}
    </SpaceBetween>
  );
}

function isOne({ selection }: Intent): boolean {
  return 'review_request_ids' in selection && selection.review_request_ids.length === 1;
}
