/** What the signed-in page is built on; tests put their own in. */
import { createContext, use } from 'react';
import type { Api } from '../api/api';
import type { Upload } from '../api/upload';
import type { Session } from '../auth/session';

export interface Services {
  api: Api;
  upload: Upload;
  session: Session;
  clock: () => Date;
}

export const ServicesContext = createContext<Services | null>(null);

export function useServices(): Services {
  const services = use(ServicesContext);
  if (!services) throw new Error('useServices needs a ServicesContext');
  return services;
}
