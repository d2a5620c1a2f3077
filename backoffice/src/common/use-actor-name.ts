/** A person as the page can name them: their address for oneself, else what the API says. */
import { useQuery } from '@tanstack/react-query';
import { useServices } from './services';

export function useActorName(): (subject: string) => string {
  const { api, session } = useServices();
  const me = useQuery({ queryKey: ['me'], queryFn: ({ signal }) => api.readMe(signal), staleTime: Infinity });
  return (subject) => (subject === me.data?.user.subject && session.email ? session.email : subject);
}
