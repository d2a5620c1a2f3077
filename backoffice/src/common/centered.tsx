/** A short message alone on the page: something is starting, or there is nothing to show. */
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import type { ReactNode } from 'react';

export function Centered({ children, testId }: { children: ReactNode; testId: string }) {
  return (
    <div data-testid={testId}>
      <Box textAlign="center" padding={{ vertical: 'xxxl', horizontal: 'm' }}>
        <SpaceBetween size="m">{children}</SpaceBetween>
      </Box>
    </div>
  );
}

export function Waiting({ label }: { label: string }) {
  return (
    <Centered testId="waiting">
      <div role="status">
        <Spinner /> {label}
      </div>
    </Centered>
  );
}
