/** What the page does: ask what would become of an event. */
import { useMutation } from '@tanstack/react-query';
import { useServices } from '../../common/services';
import { useWebsite } from '../../common/website';

export function useSimulate() {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useMutation({ mutationFn: (event: unknown) => api.simulate(websiteId, event) });
}

export type Simulation = ReturnType<typeof useSimulate>;
