/** The present instant, and another look every second while somebody needs it. */
import { useEffect, useReducer } from 'react';
import { useServices } from './services';

const SECOND = 1000;

export function useNow(isNeeded: boolean): Date {
  const { clock } = useServices();
  const [, lookAgain] = useReducer((looks: number) => looks + 1, 0);
  useEffect(() => {
    if (!isNeeded) return;
    const timer = setInterval(lookAgain, SECOND);
    return () => {
      clearInterval(timer);
    };
  }, [isNeeded]);
  return clock();
}
