/** The webhooks on the server, and what was sent to them. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Webhook, WebhookWish } from '../../api/webhooks';
import { useServices } from '../../common/services';
import { useWebsite } from '../../common/website';

export function useWebhooks() {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useQuery({ queryKey: webhooksKey(websiteId), queryFn: ({ signal }) => api.listWebhooks(websiteId, signal) });
}

/** Makes one when there is none yet: its secret is the answer, this once. */
export function useSave(webhook: Webhook | null) {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (wish: WebhookWish): Promise<string | null> => {
      if (!webhook) return (await api.createWebhook(websiteId, wish)).secret;
      await api.changeWebhook(websiteId, webhook.webhook_id, wish);
      return null;
    },
    onSuccess: refresh,
  });
}

export function useRemove() {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  const refresh = useRefresh();
  return useMutation({ mutationFn: (webhookId: string) => api.removeWebhook(websiteId, webhookId), onSuccess: refresh });
}

export function useReplaceSecret() {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (webhookId: string) => (await api.replaceWebhookSecret(websiteId, webhookId)).secret,
    onSuccess: refresh,
  });
}

/** What came back also stands in the log, and may end a time of failures. */
export function useTry() {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  const refresh = useRefresh();
  return useMutation({ mutationFn: (webhookId: string) => api.tryWebhook(websiteId, webhookId), onSettled: refresh });
}

export function useDeliveries(webhookId: string) {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useInfiniteQuery({
    queryKey: [...webhooksKey(websiteId), webhookId],
    queryFn: ({ signal, pageParam }) => api.listDeliveries(websiteId, webhookId, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_page_token,
  });
}

export function useReplay(webhookId: string) {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (deliveryId: string) => api.replayDelivery(websiteId, webhookId, deliveryId),
    onSettled: refresh,
  });
}

/** The list, and with it every log that is open. */
export function useRefresh(): () => void {
  const client = useQueryClient();
  const { website_id: websiteId } = useWebsite();
  return () => {
    void client.invalidateQueries({ queryKey: webhooksKey(websiteId) });
  };
}

function webhooksKey(websiteId: string): readonly unknown[] {
  return ['webhooks', websiteId];
}
