/** Pause the sending of the website, or resume it. */
import ButtonDropdown, { type ButtonDropdownProps } from '@cloudscape-design/components/button-dropdown';
import { useState } from 'react';
import type { Pause } from '../api/sending';
import { useI18n } from '../i18n';
import type { SendingSentences } from '../i18n/sending-sentences';
import { useSending, type Switch } from './hooks';
import { SwitchDialog } from './switch-dialog';

export function SendingMenu() {
  const { text } = useI18n();
  const sending = useSending();
  const [to, setTo] = useState<Switch | null>(null);
  const words = text.sending;
  return (
    <>
      <ButtonDropdown
        items={itemsOf(sending?.pause ?? null, words)}
        onItemClick={({ detail }) => {
          setTo(detail.id === 'pause' ? 'pause' : 'resume');
        }}
        expandToViewport
        data-testid="sending-menu"
      >
        {words.menu}
      </ButtonDropdown>
      {to && (
        <SwitchDialog
          to={to}
          onClose={() => {
            setTo(null);
          }}
        />
      )}
    </>
  );
}

function itemsOf(pause: Pause | null, words: SendingSentences): ButtonDropdownProps.Item[] {
  const pausing = { id: 'pause', text: words.pause };
  const resuming = { id: 'resume', text: words.resume };
  if (!pause) return [pausing, { ...resuming, disabled: true, disabledReason: words.runs }];
  const isOurs = pause.all_websites ? { disabled: true, disabledReason: words.pausedWithAll } : {};
  return [{ ...pausing, disabled: true, disabledReason: words.alreadyPaused }, { ...resuming, ...isOurs }];
}
