/** How the page asks, keeps and asks again. */
import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/errors';

const ATTEMPTS_AFTER_THE_FIRST = 2;

export function createQueryClient(retryDelay?: number): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        networkMode: 'always',
        retry: (failures, error) =>
          error instanceof ApiError && error.isPassing && failures < ATTEMPTS_AFTER_THE_FIRST,
        ...(retryDelay === undefined ? {} : { retryDelay }),
      },
    },
  });
}
