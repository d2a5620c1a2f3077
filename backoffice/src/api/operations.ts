/** Operations on review requests: count first, start, follow, undo. */
import { websitePath, type Caller } from './caller';
import type { Operation, OperationOrder, OperationPreview } from './operation-types';

export interface OperationsApi {
  previewOperation(websiteId: string, order: OperationOrder, signal: AbortSignal): Promise<OperationPreview>;
  startOperation(websiteId: string, order: OperationOrder): Promise<Operation>;
  readOperation(websiteId: string, operationId: string, signal: AbortSignal): Promise<Operation>;
  undoOperation(websiteId: string, operationId: string): Promise<Operation>;
}

export function operationsApi({ get, send }: Caller): OperationsApi {
  return {
    previewOperation: (websiteId, order, signal) =>
      send('POST', operationsOf(websiteId), { ...bodyOf(order), dry_run: true }, signal),
    startOperation: (websiteId, order) => send('POST', operationsOf(websiteId), bodyOf(order)),
    readOperation: (websiteId, operationId, signal) => get(operationPath(websiteId, operationId), signal),
    undoOperation: (websiteId, operationId) => send('POST', `${operationPath(websiteId, operationId)}/undo`, {}),
  };
}

function operationsOf(websiteId: string): string {
  return `${websitePath(websiteId)}/operations`;
}

function operationPath(websiteId: string, operationId: string): string {
  return `${operationsOf(websiteId)}/${encodeURIComponent(operationId)}`;
}

function bodyOf({ selection, ...order }: OperationOrder): object {
  return { ...order, ...selection };
}
