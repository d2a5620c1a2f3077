/** Whether the signed-in person may change anything on this website; viewers only look. */
import { MANAGE } from '../api/types';
import { useWebsite } from './website';

export function useMayManage(): boolean {
  return useWebsite().permissions.includes(MANAGE);
}
