/** The exports asked for on this page, followed until they are over, whichever page is open. */
import { useQueries, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { isUnderWay, type Export } from '../api/exports';
import { useServices } from '../common/services';

export interface TrackedExport {
  websiteId: string;
  exportId: string;
}

interface TrackedExports {
  tracked: readonly TrackedExport[];
  track: (websiteId: string, started: Export) => void;
  forget: (exportId: string) => void;
}

const TrackedExportsContext = createContext<TrackedExports | null>(null);

export function useTrackedExports(): TrackedExports {
  const exports = use(TrackedExportsContext);
  if (!exports) throw new Error('useTrackedExports needs a TrackedExportsProvider');
  return exports;
}

export function TrackedExportsProvider({ children }: { children: ReactNode }) {
  const [tracked, setTracked] = useState<readonly TrackedExport[]>([]);
  const client = useQueryClient();
  const track = useCallback(
    (websiteId: string, started: Export) => {
      client.setQueryData(exportKey(websiteId, started.export_id), started);
      void client.invalidateQueries({ queryKey: exportsKey(websiteId) });
      setTracked((before) => [{ websiteId, exportId: started.export_id }, ...before]);
    },
    [client],
  );
  const forget = useCallback((exportId: string) => {
    setTracked((before) => before.filter((one) => one.exportId !== exportId));
  }, []);
  const handle = useMemo(() => ({ tracked, track, forget }), [tracked, track, forget]);
  return <TrackedExportsContext value={handle}>{children}</TrackedExportsContext>;
}

export function exportsKey(websiteId: string): readonly unknown[] {
  return ['exports', websiteId];
}

function exportKey(websiteId: string, exportId: string): readonly unknown[] {
  return ['export', websiteId, exportId];
}

export const POLL = 2000;

/** How far each tracked export is. The list of exports is read again when one of them ends. */
export function useExportProgress(tracked: readonly TrackedExport[]): UseQueryResult<Export>[] {
  const { api } = useServices();
  const client = useQueryClient();
  const answers = useQueries({
    queries: tracked.map(({ websiteId, exportId }) => ({
      queryKey: exportKey(websiteId, exportId),
      queryFn: ({ signal }: { signal: AbortSignal }) => api.readExport(websiteId, exportId, signal),
      refetchInterval: ({ state }: { state: { data: Export | undefined } }) => (state.data && isUnderWay(state.data) ? POLL : false),
    })),
  });
  const over = answers.filter(({ data }) => data && !isUnderWay(data)).length;
  useEffect(() => {
    if (over > 0) void client.invalidateQueries({ queryKey: ['exports'] });
  }, [over, client]);
  return answers;
}
