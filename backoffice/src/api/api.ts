/** Every request the signed-in page can make. */
import type { Session } from '../auth/session';
import { apiAccessApi, type ApiAccessApi } from './api-access';
import { booksApi, type BooksApi } from './books';
import { createCaller } from './caller';
import { exportsApi, type ExportsApi } from './exports';
import { importsApi, type ImportsApi } from './imports';
import type { Fetch } from './http';
import { optOutsApi, type OptOutsApi } from './opt-outs';
import { operationsApi, type OperationsApi } from './operations';
import { requestArchiveApi, type RequestArchiveApi } from './request-archive';
import { reviewRequestsApi, type ReviewRequestsApi } from './review-requests';
import { sendingApi, type SendingApi } from './sending';
import { settingsApi, type SettingsApi } from './settings';
import { simulationApi, type SimulationApi } from './simulation';
import { statisticsApi, type StatisticsApi } from './statistics';
import { transmissionsApi, type TransmissionsApi } from './transmissions';
import { viewsApi, type ViewsApi } from './views';
import { webhooksApi, type WebhooksApi } from './webhooks';

export interface Api
  extends ReviewRequestsApi,
    RequestArchiveApi,
    OperationsApi,
    SendingApi,
    SettingsApi,
    OptOutsApi,
    ExportsApi,
    WebhooksApi,
    ApiAccessApi,
    StatisticsApi,
    ImportsApi,
    SimulationApi,
    TransmissionsApi,
    BooksApi,
    ViewsApi {}

export function createApi(fetch: Fetch, session: Session): Api {
  const caller = createCaller(fetch, session);
  return {
    ...reviewRequestsApi(caller),
    ...requestArchiveApi(caller),
    ...operationsApi(caller),
    ...sendingApi(caller),
    ...settingsApi(caller),
    ...optOutsApi(caller),
    ...statisticsApi(caller),
    ...importsApi(caller),
    ...simulationApi(caller),
    ...transmissionsApi(caller),
    ...booksApi(caller),
    ...exportsApi(caller),
    ...webhooksApi(caller),
    ...apiAccessApi(caller),
    ...viewsApi(caller),
  };
}
