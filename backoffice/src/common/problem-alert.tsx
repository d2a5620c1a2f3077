/** A change that was refused: what went wrong, field by field, and that it can be tried again. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import type { ReactNode } from 'react';
import { ApiError } from '../api/errors';
import { useI18n } from '../i18n';
import { errorSentence } from './error-sentence';

interface ProblemAlertProps {
  title: string;
  error: Error;
  action?: ReactNode;
}

export function ProblemAlert({ title, error, action }: ProblemAlertProps) {
  const { text } = useI18n();
  const known = error instanceof ApiError ? error : null;
  return (
    <div role="alert" data-testid="problem">
      <Alert type="error" header={title} action={action}>
        {errorSentence(error, text)}
        {known && known.problems.length > 0 && (
          <ul className="plain-list" lang="en">
            {known.problems.map(({ field, detail, remedy }) => (
              <li key={`${field} ${detail}`}>
                {field}: {detail} {remedy}
              </li>
            ))}
          </ul>
        )}
        {known?.code && (
          <Box variant="small" display="block">
            {known.code}
          </Box>
        )}
      </Alert>
    </div>
  );
}
