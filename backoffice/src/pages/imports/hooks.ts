/** What the page of imports does: upload a file and start it, look at what a check foresees, send what was checked. */
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { ImportMode } from '../../api/imports';
import type { Transmission } from '../../api/transmissions';
import { useServices } from '../../common/services';
import { useWebsite } from '../../common/website';
import { keepStarted } from '../../transmissions/hooks';

const PARAMETER = 'import';

/** The import on screen stands in the address: whoever comes back finds it as far as it is. */
export function useShownImport(): [string | null, (transmissionId: string | null) => void] {
  const [parameters, setParameters] = useSearchParams();
  const show = useCallback(
    (transmissionId: string | null) => {
      setParameters((present) => {
        const next = new URLSearchParams(present);
        next.delete(PARAMETER);
        if (transmissionId) next.set(PARAMETER, transmissionId);
        return next;
      });
    },
    [setParameters],
  );
  return [parameters.get(PARAMETER), show];
}

interface Wanted {
  file: File;
  mode: ImportMode;
}

/** Ordered, uploaded, started; `part` of the file has left. */
export function useStartImport() {
  const { api, upload } = useServices();
  const { website_id: websiteId } = useWebsite();
  const [part, setPart] = useState(0);
  const onStarted = useOnStarted();
  const start = useMutation({
    mutationFn: async ({ file, mode }: Wanted) => {
      setPart(0);
      const ordered = await api.orderImport(websiteId, { name: file.name, size: file.size, mode });
      await upload(ordered.upload, file, setPart);
      return api.startImport(websiteId, ordered);
    },
    onSuccess: onStarted,
  });
  return { start, part };
}

export function useSendImport() {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  const onStarted = useOnStarted();
  return useMutation({
    mutationFn: (transmissionId: string) => api.sendImport(websiteId, transmissionId),
    onSuccess: onStarted,
  });
}

function useOnStarted() {
  const client = useQueryClient();
  const { website_id: websiteId } = useWebsite();
  const [, show] = useShownImport();
  return (started: Transmission) => {
    keepStarted(client, websiteId, started);
    show(started.transmission_id);
  };
}

export function usePreview(transmissionId: string) {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useInfiniteQuery({
    queryKey: ['preview', websiteId, transmissionId],
    queryFn: ({ signal, pageParam }) => api.previewImport(websiteId, transmissionId, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_page_token,
  });
}
