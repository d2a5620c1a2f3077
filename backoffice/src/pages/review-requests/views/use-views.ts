/** The saved views of the signed-in person and of the team, and what can be done with them. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { View, ViewList, ViewWish } from '../../../api/views';
import { useServices } from '../../../common/services';
import { useWebsite } from '../../../common/website';

export interface Views {
  /** Null before the first answer, and when none came. */
  list: ViewList | null;
  isLoading: boolean;
}

export function useViews(): Views {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  const answer = useQuery({ queryKey: ['views', websiteId], queryFn: ({ signal }) => api.listViews(websiteId, signal) });
  return { list: answer.data ?? null, isLoading: answer.isPending };
}

export interface NewView extends ViewWish {
  shared: boolean;
  isDefault: boolean;
}

/** A new view; the one that shall open by default is chosen right after it exists. */
export function useSaveView() {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useViewMutation(async ({ isDefault, ...wish }: NewView) => {
    const view = await api.saveView(websiteId, wish);
    if (isDefault) await api.setDefaultView(websiteId, view.view_id);
    return view;
  });
}

export function useChangeView() {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useViewMutation(({ view, ...wish }: { view: View } & ViewWish) => api.changeView(websiteId, view.view_id, wish));
}

export function useDeleteView() {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useViewMutation((view: View) => api.deleteView(websiteId, view.view_id));
}

export function useDefaultView() {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useViewMutation((viewId: string | null) => api.setDefaultView(websiteId, viewId));
}

/** Views are read again before the change counts as done, so that the menu never shows what was before it. */
function useViewMutation<Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  const { website_id: websiteId } = useWebsite();
  return useMutation({ mutationFn, onSuccess: () => client.invalidateQueries({ queryKey: ['views', websiteId] }) });
}
