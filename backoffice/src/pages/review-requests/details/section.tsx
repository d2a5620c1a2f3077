/** One titled part of the details. */
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useId, type ReactNode } from 'react';

export function Section({ title, testId, children }: { title: string; testId: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} data-testid={testId}>
      <SpaceBetween size="xs">
        <Header variant="h3">
          <span id={id}>{title}</span>
        </Header>
        {children}
      </SpaceBetween>
    </section>
  );
}
