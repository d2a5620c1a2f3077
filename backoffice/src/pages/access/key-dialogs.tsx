/** Making, setting and removing the key of the historical webservice. */
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { QuestionDialog } from '../../common/question-dialog';
import { ShownOnce } from '../../common/shown-once';
import { useI18n } from '../../i18n';
import { useRemoveKey, useSetKey } from './hooks';

export type OpenKey = 'make' | 'set' | 'remove' | null;

const KEY = /^[!-~]{16,100}$/;

export function KeyDialogs({ open, onClose }: { open: OpenKey; onClose: () => void }) {
  const words = useI18n().text.access.webservice;
  const [made, setMade] = useState<string | null>(null);
  const done = (secret: string | null) => {
    setMade(secret);
    onClose();
  };
  return (
    <>
      {open === 'make' && <MakeDialog onClose={onClose} onMade={done} />}
      {open === 'set' && <SetDialog onClose={onClose} />}
      {open === 'remove' && <RemoveDialog onClose={onClose} />}
      {made && <ShownOnce title={words.madeTitle} warning={words.made} texts={[[words.key, made]]} onClose={() => { setMade(null); }} />}
    </>
  );
}

function MakeDialog({ onClose, onMade }: { onClose: () => void; onMade: (secret: string | null) => void }) {
  const words = useI18n().text.access.webservice;
  const set = useSetKey();
  const confirm = () => { set.mutate(null, { onSuccess: onMade }); };
  const question = { title: words.makeTitle, confirm: words.make, failed: words.notChanged, error: set.error, isPending: set.isPending };
  return (
    <QuestionDialog {...question} onConfirm={confirm} onClose={onClose} testId="make-key">
      <div>{words.makeWhat}</div>
    </QuestionDialog>
  );
}

function SetDialog({ onClose }: { onClose: () => void }) {
  const words = useI18n().text.access.webservice;
  const [secret, setSecret] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const set = useSetKey();
  const isRight = KEY.test(secret.trim());
  const confirm = () => {
    setWasTried(true);
    if (isRight) set.mutate(secret.trim(), { onSuccess: onClose });
  };
  const question = { title: words.setTitle, confirm: words.setConfirm, failed: words.notChanged, error: set.error, isPending: set.isPending };
  return (
    <QuestionDialog {...question} onConfirm={confirm} onClose={onClose} testId="set-key">
      <FormField label={words.setLabel} description={words.setWhat} errorText={wasTried && !isRight ? words.wrongKey : undefined} stretch>
        <Input
          value={secret}
          spellcheck={false}
          autoComplete={false}
          autoFocus
          onChange={({ detail }) => { setSecret(detail.value); }}
          onKeyDown={({ detail }) => { if (detail.key === 'Enter') confirm(); }}
          data-testid="own-key"
        />
      </FormField>
    </QuestionDialog>
  );
}

function RemoveDialog({ onClose }: { onClose: () => void }) {
  const words = useI18n().text.access.webservice;
  const remove = useRemoveKey();
  const confirm = () => { remove.mutate(undefined, { onSuccess: onClose }); };
  const question = { title: words.removeTitle, confirm: words.removeConfirm, failed: words.notChanged, error: remove.error, isPending: remove.isPending };
  return (
    <QuestionDialog {...question} onConfirm={confirm} onClose={onClose} testId="remove-key">
      <div>{words.removeWhat}</div>
    </QuestionDialog>
  );
}
