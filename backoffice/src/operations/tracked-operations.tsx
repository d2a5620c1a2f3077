/** The operations started on this page, followed until they are over, whichever page is open. */
import { useQueries, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Operation } from '../api/operation-types';
import { useServices } from '../common/services';

/** One operation, and until when it can be undone by the clock of this machine, which may be wrong. */
export interface Tracked {
  websiteId: string;
  operationId: string;
  undoUntil: number;
}

interface TrackedOperations {
  tracked: readonly Tracked[];
  track: (websiteId: string, operation: Operation) => void;
  forget: (operationId: string) => void;
}

const TrackedOperationsContext = createContext<TrackedOperations | null>(null);

export function useTrackedOperations(): TrackedOperations {
  const operations = use(TrackedOperationsContext);
  if (!operations) throw new Error('useTrackedOperations needs a TrackedOperationsProvider');
  return operations;
}

export function TrackedOperationsProvider({ children }: { children: ReactNode }) {
  const [tracked, setTracked] = useState<readonly Tracked[]>([]);
  const { clock } = useServices();
  const client = useQueryClient();
  const track = useCallback(
    (websiteId: string, operation: Operation) => {
      client.setQueryData(operationKey(websiteId, operation.operation_id), operation);
      const undoUntil = clock().getTime() + undoWindowOf(operation);
      setTracked((before) => [{ websiteId, operationId: operation.operation_id, undoUntil }, ...before]);
    },
    [client, clock],
  );
  const forget = useCallback((operationId: string) => {
    setTracked((before) => before.filter((one) => one.operationId !== operationId));
  }, []);
  const handle = useMemo(() => ({ tracked, track, forget }), [tracked, track, forget]);
  return <TrackedOperationsContext value={handle}>{children}</TrackedOperationsContext>;
}

export function operationKey(websiteId: string, operationId: string): readonly unknown[] {
  return ['operation', websiteId, operationId];
}

const WAITING_POLL = 3000;
const RUNNING_POLL = 1500;

/** How far each tracked operation is. Rows are read again when one has changed them. */
export function useProgress(tracked: readonly Tracked[]): UseQueryResult<Operation>[] {
  const { api } = useServices();
  const answers = useQueries({
    queries: tracked.map(({ websiteId, operationId }) => ({
      queryKey: operationKey(websiteId, operationId),
      queryFn: ({ signal }: { signal: AbortSignal }) => api.readOperation(websiteId, operationId, signal),
      refetchInterval: ({ state }: { state: { data: Operation | undefined } }) => pollOf(state.data),
    })),
  });
  useFreshRows(answers.reduce((done, { data }) => done + (data?.counts.done ?? 0), 0));
  return answers;
}

function useFreshRows(changed: number): void {
  const client = useQueryClient();
  useEffect(() => {
    if (changed === 0) return;
    void client.invalidateQueries({ queryKey: ['review-requests'] });
    void client.invalidateQueries({ queryKey: ['review-request'] });
  }, [changed, client]);
}

function pollOf(operation: Operation | undefined): number | false {
  if (operation?.state === 'waiting') return WAITING_POLL;
  return operation?.state === 'running' ? RUNNING_POLL : false;
}

function undoWindowOf({ created_at: createdAt, starts_at: startsAt }: Operation): number {
  return Date.parse(startsAt) - Date.parse(createdAt);
}
