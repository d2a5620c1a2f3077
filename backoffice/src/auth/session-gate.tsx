/** Lets the page in once somebody is signed in, and says so while it is not the case. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { createApi } from '../api/api';
import { readConfig } from '../api/config';
import type { Fetch } from '../api/http';
import type { Upload } from '../api/upload';
import { Waiting } from '../common/centered';
import { ErrorNotice } from '../common/error-notice';
import { ServicesContext } from '../common/services';
import { TopBar } from '../common/top-bar';
import { useI18n } from '../i18n';
import { SignInError, startSession } from './oidc-session';
import type { Session } from './session';

interface SessionGateProps {
  fetch: Fetch;
  upload: Upload;
  clock: () => Date;
  children: ReactNode;
}

export function SessionGate({ fetch, upload, clock, children }: SessionGateProps) {
  const start = useQuery({
    queryKey: ['session'],
    queryFn: async () => startSession(await readConfig(fetch)),
    staleTime: Infinity,
    gcTime: Infinity,
  });
  const session = start.data ?? null;
  const services = useMemo(
    () => (session ? { api: createApi(fetch, session), upload, session, clock } : null),
    [fetch, upload, session, clock],
  );
  if (services) return <ServicesContext value={services}>{children}</ServicesContext>;
  return <Closed start={start} />;
}

interface Start {
  error: Error | null;
  isPending: boolean;
  data: Session | null | undefined;
  refetch: () => Promise<unknown>;
}

function Closed({ start }: { start: Start }) {
  const { text } = useI18n();
  const retry = () => void start.refetch();
  return (
    <>
      <TopBar />
      {start.error instanceof SignInError && <SignInFailed onRetry={retry} />}
      {start.error && !(start.error instanceof SignInError) && (
        <Box padding="l">
          <ErrorNotice title={text.session.notStarted} error={start.error} onRetry={retry} testId="start-error" />
        </Box>
      )}
      {!start.error && <Waiting label={start.isPending ? text.session.starting : text.session.leaving} />}
    </>
  );
}

function SignInFailed({ onRetry }: { onRetry: () => void }) {
  const { text } = useI18n();
  return (
    <Box padding="l">
      <div role="alert" data-testid="sign-in-error">
        <Alert
          type="warning"
          header={text.session.signInFailed}
          action={<Button onClick={onRetry}>{text.actions.signIn}</Button>}
        >
          {text.session.signInFailedHelp}
        </Alert>
      </div>
    </Box>
  );
}
