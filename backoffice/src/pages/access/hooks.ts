/** API clients and the webservice's key on the server. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ApiClientWish, ApiClientWithSecret } from '../../api/api-access';
import { useServices } from '../../common/services';
import { useWebsite } from '../../common/website';

export function useApiClients() {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useQuery({ queryKey: clientsKey(websiteId), queryFn: ({ signal }) => api.listApiClients(websiteId, signal) });
}

/** Its answer holds the secret, this once. */
export function useCreate() {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useChange(clientsKey(websiteId), (wish: ApiClientWish): Promise<ApiClientWithSecret> => api.createApiClient(websiteId, wish));
}

/** Its answer holds the new secret, this once. */
export function useReplace() {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useChange(clientsKey(websiteId), (name: string): Promise<ApiClientWithSecret> => api.replaceApiClientSecret(websiteId, name));
}

export function useRevoke() {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useChange(clientsKey(websiteId), (name: string) => api.revokeApiClient(websiteId, name));
}

export function useWebserviceKey() {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useQuery({ queryKey: webserviceKey(websiteId), queryFn: ({ signal }) => api.webserviceKey(websiteId, signal) });
}

/** Null has a key made, which the answer holds, this once. */
export function useSetKey() {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useChange(webserviceKey(websiteId), async (secret: string | null) => (await api.setWebserviceKey(websiteId, secret)).secret);
}

export function useRemoveKey() {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useChange(webserviceKey(websiteId), () => api.removeWebserviceKey(websiteId));
}

function useChange<Wish, Answer>(key: readonly unknown[], change: (wish: Wish) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: key });
    },
  });
}

function clientsKey(websiteId: string): readonly unknown[] {
  return ['api-clients', websiteId];
}

function webserviceKey(websiteId: string): readonly unknown[] {
  return ['webservice-key', websiteId];
}
