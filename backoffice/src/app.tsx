/** The pages and what surrounds them, from the browser down to one website. */
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { createBrowserRouter, Navigate, Route, RouterProvider, Routes } from 'react-router-dom';
import type { Fetch } from './api/http';
import type { Upload } from './api/upload';
import { SessionGate } from './auth/session-gate';
import { useAppearance } from './common/appearance';
import { PreferencesProvider, usePreferences } from './common/preferences';
import { WebsiteGate } from './common/website-gate';
import { TrackedExportsProvider } from './exports/tracked-exports';
import { LanguageProvider } from './i18n';
import { PATHS } from './layout/navigation';
import { TrackedOperationsProvider } from './operations/tracked-operations';
import { ReviewRequestsPage } from './pages/review-requests';

const AccessPage = lazy(() => import('./pages/access'));
const ImportsPage = lazy(() => import('./pages/imports'));
const TransmissionPage = lazy(() => import('./pages/transmissions/details'));
const TransmissionsPage = lazy(() => import('./pages/transmissions'));
const BooksPage = lazy(() => import('./pages/books'));
const ExportsPage = lazy(() => import('./pages/exports'));
const OptOutsPage = lazy(() => import('./pages/opt-outs'));
const SettingsPage = lazy(() => import('./pages/settings'));
const SimulatePage = lazy(() => import('./pages/simulate'));
const StatisticsPage = lazy(() => import('./pages/statistics'));
const WebhooksPage = lazy(() => import('./pages/webhooks'));

interface AppProps {
  fetch: Fetch;
  upload: Upload;
  clock: () => Date;
  queryClient: QueryClient;
}

export function App({ fetch, upload, clock, queryClient }: AppProps) {
  return (
    <Surroundings queryClient={queryClient}>
      <SessionGate fetch={fetch} upload={upload} clock={clock}>
        <Router />
      </SessionGate>
    </Surroundings>
  );
}

/** Made once somebody is signed in: only then does the address tell the page that was asked for. */
function Router() {
  const [router] = useState(() => createBrowserRouter(ROUTES));
  return <RouterProvider router={router} />;
}

export function Surroundings({ queryClient, children }: { queryClient: QueryClient; children: ReactNode }) {
  return (
    <QueryClientProvider client={queryClient}>
      <PreferencesProvider>
        <Language>{children}</Language>
      </PreferencesProvider>
    </QueryClientProvider>
  );
}

function Language({ children }: { children: ReactNode }) {
  const { preferences } = usePreferences();
  useAppearance(preferences.appearance);
  return (
    <Suspense>
      <LanguageProvider language={preferences.language}>{children}</LanguageProvider>
    </Suspense>
  );
}

export function Pages() {
  return (
    <WebsiteGate>
      <TrackedOperationsProvider>
        <TrackedExportsProvider>
          <Suspense>
            <Routes>
              <Route path={PATHS.follow} element={<ReviewRequestsPage />} />
              <Route path={PATHS.statistics} element={<StatisticsPage />} />
              <Route path={PATHS.imports} element={<ImportsPage />} />
              <Route path={PATHS.simulate} element={<SimulatePage />} />
              <Route path={PATHS.transmissions} element={<TransmissionsPage />} />
              <Route path={`${PATHS.transmissions}/:transmissionId`} element={<TransmissionPage />} />
              <Route path={PATHS.books} element={<BooksPage />} />
              <Route path={PATHS.exports} element={<ExportsPage />} />
              <Route path={PATHS.webhooks} element={<WebhooksPage />} />
              <Route path={PATHS.settings} element={<SettingsPage />} />
              <Route path={PATHS.access} element={<AccessPage />} />
              <Route path={PATHS.optOuts} element={<OptOutsPage />} />
              <Route path="*" element={<Navigate to={PATHS.follow} replace />} />
            </Routes>
          </Suspense>
        </TrackedExportsProvider>
      </TrackedOperationsProvider>
    </WebsiteGate>
  );
}

/** One data router, so that a page with unsaved work can hold back whoever leaves it. */
export const ROUTES = [{ path: '*', element: <Pages /> }];
