/** Opens the website named in the address, or the first one of the account. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { Me } from '../api/types';
import { useI18n } from '../i18n';
import { Centered, Waiting } from './centered';
import { ErrorNotice } from './error-notice';
import { useServices } from './services';
import { TopBar } from './top-bar';
import { WebsiteContext } from './website';

const WEBSITE_PARAMETER = 'website';
/** What belongs to one website only and must not follow to another. */
const PARAMETERS_OF_ONE_WEBSITE = ['request', 'view', 'import'];

export function WebsiteGate({ children }: { children: ReactNode }) {
  const { api, session } = useServices();
  const { text } = useI18n();
  const me = useQuery({ queryKey: ['me'], queryFn: ({ signal }) => api.readMe(signal), staleTime: Infinity });
  if (me.data) return <Websites me={me.data}>{children}</Websites>;
  const account = { email: session.email, onSignOut: () => void session.signOut() };
  return (
    <>
      <TopBar account={me.error ? account : undefined} />
      {me.error ? (
        <Box padding="l">
          <ErrorNotice
            title={text.session.notStarted}
            error={me.error}
            onRetry={() => void me.refetch()}
            testId="start-error"
          />
        </Box>
      ) : (
        <Waiting label={text.session.starting} />
      )}
    </>
  );
}

function Websites({ me, children }: { me: Me; children: ReactNode }) {
  const { session } = useServices();
  const [parameters, setParameters] = useSearchParams();
  const asked = parameters.get(WEBSITE_PARAMETER);
  const current = (asked ? me.websites.find((website) => website.website_id === asked) : me.websites[0]) ?? null;
  const choose = (websiteId: string) => {
    setParameters((present) => {
      const next = new URLSearchParams(present);
      next.set(WEBSITE_PARAMETER, websiteId);
      for (const name of PARAMETERS_OF_ONE_WEBSITE) next.delete(name);
      return next;
    });
  };
  return (
    <>
      <TopBar
        account={{ email: session.email, onSignOut: () => void session.signOut() }}
        websites={{ all: me.websites, current, onChoose: choose }}
      />
      {current ? (
        <WebsiteContext value={current}>{children}</WebsiteContext>
      ) : (
        <NoWebsite me={me} onChoose={choose} />
      )}
    </>
  );
}

function NoWebsite({ me, onChoose }: { me: Me; onChoose: (websiteId: string) => void }) {
  const { session } = useServices();
  const { text } = useI18n();
  const first = me.websites[0];
  if (!first) {
    return (
      <Centered testId="no-website">
        <Box variant="h1">{text.session.noWebsite}</Box>
        <Box>{text.session.noWebsiteHelp(session.email)}</Box>
      </Centered>
    );
  }
  const open = () => {
    onChoose(first.website_id);
  };
  return (
    <Box padding="l">
      <div role="alert" data-testid="other-website">
        <Alert
          type="warning"
          header={text.session.otherWebsite}
          action={<Button onClick={open}>{text.session.openWebsite(first.name)}</Button>}
        >
          {text.session.otherWebsiteHelp}
        </Alert>
      </div>
    </Box>
  );
}
