/** Takes an operation back before it begins. */
import Button from '@cloudscape-design/components/button';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { errorSentence } from '../common/error-sentence';
import { useServices } from '../common/services';
import { useI18n } from '../i18n';
import { operationKey, type Tracked } from './tracked-operations';

export function UndoButton({ tracked: { websiteId, operationId } }: { tracked: Tracked }) {
  const { api } = useServices();
  const { text } = useI18n();
  const client = useQueryClient();
  const undo = useMutation({
    mutationFn: () => api.undoOperation(websiteId, operationId),
    onSuccess: (operation) => {
      client.setQueryData(operationKey(websiteId, operationId), operation);
    },
  });
  return (
    <>
      <Button
        loading={undo.isPending}
        onClick={() => {
          undo.mutate();
        }}
        data-testid="undo-operation"
      >
        {text.operations.flash.undo}
      </Button>
      {undo.error && (
        <div role="alert">
          {text.operations.flash.undoFailed}. {errorSentence(undo.error, text)}
        </div>
      )}
    </>
  );
}
