/** A link to the list on screen, in the clipboard, and whether it got there. */
import Button from '@cloudscape-design/components/button';
import LiveRegion from '@cloudscape-design/components/live-region';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { useI18n } from '../../../i18n';

export interface Copied {
  outcome: 'copied' | 'refused' | null;
  dismiss: () => void;
}

/** What was said of one link is not true of the next. */
export function useCopyLink(link: string): { copied: Copied; copy: () => void } {
  const [last, setLast] = useState<{ link: string; outcome: Copied['outcome'] }>({ link, outcome: null });
  const tell = (outcome: Copied['outcome']) => {
    setLast({ link, outcome });
  };
  const copy = () => {
    navigator.clipboard.writeText(link).then(
      () => { tell('copied'); },
      () => { tell('refused'); },
    );
  };
  const dismiss = () => {
    tell(null);
  };
  return { copied: { outcome: last.link === link ? last.outcome : null, dismiss }, copy };
}

export function CopiedNotice({ copied: { outcome, dismiss } }: { copied: Copied }) {
  const { views } = useI18n().text;
  if (!outcome) return null;
  return (
    <span data-testid="copied">
      <LiveRegion tagName="span">
        <StatusIndicator type={outcome === 'copied' ? 'success' : 'warning'}>
          {outcome === 'copied' ? views.copied : views.notCopied}
        </StatusIndicator>
      </LiveRegion>
      <Button variant="inline-icon" iconName="close" ariaLabel={views.dismiss} onClick={dismiss} />
    </span>
  );
}
