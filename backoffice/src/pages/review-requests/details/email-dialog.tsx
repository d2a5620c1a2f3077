/** One e-mail as it left. Its layout stands in a frame that runs nothing, sends nothing and leads nowhere. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Tabs from '@cloudscape-design/components/tabs';
import type { RememberedEmail, ShownEmail } from '../../../api/request-archive';
import { ErrorNotice } from '../../../common/error-notice';
import { useI18n } from '../../../i18n';
import { useEmail } from './hooks';

interface EmailDialogProps {
  reviewRequestId: string;
  email: RememberedEmail;
  onClose: () => void;
}

export default function EmailDialog({ reviewRequestId, email, onClose }: EmailDialogProps) {
  const { text } = useI18n();
  return (
    <Modal
      visible
      size="large"
      onDismiss={onClose}
      closeAriaLabel={text.actions.close}
      header={text.archive.emails.name(email.reminder)}
      data-testid="email-dialog"
    >
      <Answer reviewRequestId={reviewRequestId} step={email.step} />
    </Modal>
  );
}

function Answer({ reviewRequestId, step }: { reviewRequestId: string; step: number }) {
  const words = useI18n().text.archive.emails;
  const answer = useEmail(reviewRequestId, step);
  if (answer.data) return <Shown email={answer.data} />;
  if (answer.error) {
    return (
      <ErrorNotice title={words.failed} error={answer.error} onRetry={() => void answer.refetch()} testId="email-error" />
    );
  }
  return <StatusIndicator type="loading">{words.loading}</StatusIndicator>;
}

function Shown({ email }: { email: ShownEmail }) {
  const words = useI18n().text.archive.emails;
  const replyTo = email.reply_to ? [{ label: words.replyTo, value: email.reply_to }] : [];
  const parts = [
    { id: 'html', label: words.html, content: <Layout email={email} /> },
    { id: 'text', label: words.text, content: <pre className="mail-text" data-testid="email-text">{email.text}</pre> },
  ];
  return (
    <SpaceBetween size="m">
      <div data-testid="as-sent" data-as-sent={email.as_sent}>
        <Alert type={email.as_sent ? 'success' : 'warning'}>{email.as_sent ? words.asSent : words.notAsSent}</Alert>
      </div>
      <KeyValuePairs
        columns={2}
        items={[
          { label: words.from, value: email.from_name },
          { label: words.to, value: <span className="breakable">{email.to}</span> },
          ...replyTo,
          { label: words.subject, value: email.subject },
        ]}
      />
      <Tabs tabs={parts} ariaLabel={email.subject} />
    </SpaceBetween>
  );
}

/** The sandbox allows nothing at all: no script, no form, no window, no origin. */
function Layout({ email }: { email: ShownEmail }) {
  const words = useI18n().text.archive.emails;
  return (
    <SpaceBetween size="xs">
      <iframe className="mail-frame" title={email.subject} sandbox="" srcDoc={email.html} data-testid="email-html" />
      <Box variant="small" color="text-body-secondary">{words.pictures}</Box>
    </SpaceBetween>
  );
}
