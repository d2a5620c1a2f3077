/** The settings on the server: read, try, save, go back, list the versions. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { ChangedSettings, Changing, SettingsDocument } from '../../api/settings-types';
import { useServices } from '../../common/services';
import { useWebsite } from '../../common/website';
import { useTrackedOperations } from '../../operations/tracked-operations';

export function useSettings() {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useQuery({
    queryKey: settingsKey(websiteId),
    queryFn: ({ signal }) => api.readSettings(websiteId, signal),
    // The form works on a copy: an answer that came by itself would be about another version.
    staleTime: Infinity,
  });
}

export function usePreview() {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useMutation({ mutationFn: (draft: SettingsDocument) => api.previewSettings(websiteId, tidied(draft)) });
}

export interface Save extends Changing {
  draft: SettingsDocument;
}

export function useSave(onDone: (changed: ChangedSettings) => void) {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  const finish = useFinish(onDone);
  return useMutation({
    mutationFn: ({ draft, ...changing }: Save) => api.saveSettings(websiteId, tidied(draft), changing),
    onSuccess: finish,
  });
}

export function useUndo(onDone: (changed: ChangedSettings) => void) {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  const finish = useFinish(onDone);
  return useMutation({ mutationFn: (changing: Changing) => api.undoSettings(websiteId, changing), onSuccess: finish });
}

export function useVersions() {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useInfiniteQuery({
    queryKey: versionsKey(websiteId),
    queryFn: ({ signal, pageParam }) => api.listSettingsVersions(websiteId, pageParam, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next_before,
  });
}

/** Reads what somebody else saved meanwhile. */
export function useReload(): () => Promise<void> {
  const client = useQueryClient();
  const { website_id: websiteId } = useWebsite();
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: settingsKey(websiteId) }),
      client.invalidateQueries({ queryKey: versionsKey(websiteId) }),
    ]);
  };
}

/** What follows a saved version: the form shows it, and the new dates of scheduled requests are followed. */
function useFinish(onDone: (changed: ChangedSettings) => void): (changed: ChangedSettings) => Promise<void> {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  const client = useQueryClient();
  const { track } = useTrackedOperations();
  return async (changed) => {
    const { operation_id: operationId } = changed.replanning;
    refresh(client, websiteId, changed);
    onDone(changed);
    if (operationId) track(websiteId, await api.readOperation(websiteId, operationId, new AbortController().signal));
  };
}

function refresh(client: QueryClient, websiteId: string, changed: ChangedSettings): void {
  client.setQueryData(settingsKey(websiteId), changed);
  void client.invalidateQueries({ queryKey: versionsKey(websiteId) });
  // The website's name and time zone are settings too.
  void client.invalidateQueries({ queryKey: ['me'] });
}

/** Lines and places left empty are nobody's domain and no state. */
function tidied(draft: SettingsDocument): SettingsDocument {
  return { ...draft, forbidden_domains: filled(draft.forbidden_domains), prestashop_states: filled(draft.prestashop_states) };
}

function filled(texts: readonly string[]): string[] {
  return texts.map((text) => text.trim()).filter((text) => text !== '');
}

function settingsKey(websiteId: string): readonly unknown[] {
  return ['settings', websiteId];
}

function versionsKey(websiteId: string): readonly unknown[] {
  return ['settings-versions', websiteId];
}
