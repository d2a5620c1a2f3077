/** The pages and what surrounds them, from the browser down to one website. */
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { Suspense, type ReactNode } from 'react';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router-dom';
import type { Fetch } from './api/http';
import { SessionGate } from './auth/session-gate';
import { useAppearance } from './common/appearance';
import { PreferencesProvider, usePreferences } from './common/preferences';
import { WebsiteGate } from './common/website-gate';
import { LanguageProvider } from './i18n';
import { ReviewRequestsPage } from './pages/review-requests';

interface AppProps {
  fetch: Fetch;
  clock: () => Date;
  queryClient: QueryClient;
}

export function App({ fetch, clock, queryClient }: AppProps) {
  return (
    <Surroundings queryClient={queryClient}>
      <SessionGate fetch={fetch} clock={clock}>
        <BrowserRouter>
          <Pages />
        </BrowserRouter>
      </SessionGate>
    </Surroundings>
  );
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
      <Routes>
        <Route path="/" element={<ReviewRequestsPage />} />
        <Route path="*" element={<Navigate to="/" replace />} />
      </Routes>
    </WebsiteGate>
  );
}
