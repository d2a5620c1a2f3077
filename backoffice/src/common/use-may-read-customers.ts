/** Whether the signed-in person may read customers; for others addresses are masked, and their beginnings cannot be searched. */
import { READ_CUSTOMERS } from '../api/types';
import { useWebsite } from './website';

export function useMayReadCustomers(): boolean {
  return useWebsite().permissions.includes(READ_CUSTOMERS);
}
