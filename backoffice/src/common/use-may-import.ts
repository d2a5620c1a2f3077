/** Whether the signed-in person may transmit proofs on this website. */
import { MANAGE, WRITE_PROOFS } from '../api/types';
import { useWebsite } from './website';

export function useMayImport(): boolean {
  const { permissions } = useWebsite();
  return permissions.includes(MANAGE) || permissions.includes(WRITE_PROOFS);
}
