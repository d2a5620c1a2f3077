/** The e-mails of the request: which left, when, in whose words; each can be shown as it left. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { lazy, Suspense, useState } from 'react';
import type { RememberedEmail } from '../../../api/request-archive';
import type { ReviewRequestDetails } from '../../../api/types';
import { useI18n } from '../../../i18n';
import { Instant } from '../instant';
import { Section } from './section';

const EmailDialog = lazy(() => import('./email-dialog'));

export function Emails({ details }: { details: ReviewRequestDetails }) {
  const words = useI18n().text.archive.emails;
  const [shown, setShown] = useState<RememberedEmail | null>(null);
  return (
    <Section title={words.title} testId="details-emails">
      {details.emails.length === 0 && <Box color="text-body-secondary">{words.none}</Box>}
      <SpaceBetween size="xs">
        {details.emails.map((email) => (
          <Remembered key={email.step} email={email} onShow={() => { setShown(email); }} />
        ))}
      </SpaceBetween>
      {shown && (
        <Suspense fallback={null}>
          <EmailDialog reviewRequestId={details.review_request_id} email={shown} onClose={() => { setShown(null); }} />
        </Suspense>
      )}
    </Section>
  );
}

function Remembered({ email, onShow }: { email: RememberedEmail; onShow: () => void }) {
  const words = useI18n().text.archive.emails;
  const name = words.name(email.reminder);
  return (
    <div data-testid="remembered-email" data-step={email.step}>
      <Button variant="inline-link" onClick={onShow} ariaLabel={words.show(name)}>
        {name}
      </Button>
      <Box variant="small" display="block" color="text-body-secondary">
        {email.sent_at ? <>{words.sentAt} <Instant at={email.sent_at} /></> : words.notSent}
        {` · ${words.template(email.template)}, ${words.settingsVersion(email.settings_version)}`}
      </Box>
    </div>
  );
}
