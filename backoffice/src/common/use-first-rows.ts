/** A page of a long list may be empty and still lead on: read on until there is something to see, or nothing more. */
import { useEffect } from 'react';

interface Answer {
  hasNextPage: boolean;
  isFetching: boolean;
  isError: boolean;
  fetchNextPage: () => Promise<unknown>;
}

/** Whether the first rows are still looked for. */
export function useFirstRows({ hasNextPage, isFetching, isError, fetchNextPage }: Answer, count: number): boolean {
  const isLooking = count === 0 && hasNextPage && !isError;
  useEffect(() => {
    if (isLooking && !isFetching) void fetchNextPage();
  }, [isLooking, isFetching, fetchNextPage]);
  return isLooking;
}
