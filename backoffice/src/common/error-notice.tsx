/** What went wrong, in a sentence, with the way to try again. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import { ApiError } from '../api/errors';
import { useI18n } from '../i18n';
import { errorSentence } from './error-sentence';

interface ErrorNoticeProps {
  title: string;
  error: Error;
  onRetry: () => void;
  testId: string;
}

export function ErrorNotice({ title, error, onRetry, testId }: ErrorNoticeProps) {
  const { text } = useI18n();
  const known = error instanceof ApiError ? error : null;
  return (
    <div role="alert" data-testid={testId}>
      <Alert
        type={known?.kind === 'signed_out' ? 'info' : 'error'}
        header={title}
        action={<Button onClick={onRetry}>{text.actions.retry}</Button>}
      >
        {errorSentence(error, text)}
        {known?.code && (
          <Box variant="small" display="block">
            {known.code}
          </Box>
        )}
      </Alert>
    </div>
  );
}
