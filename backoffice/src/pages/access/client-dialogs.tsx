/** Making an API client, and the questions about the one that is chosen. */
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import type { ApiClient, ApiClientWithSecret, ApiClientWish } from '../../api/api-access';
import { QuestionDialog } from '../../common/question-dialog';
import { ShownOnce } from '../../common/shown-once';
import { useI18n } from '../../i18n';
import type { Open } from './clients';
import { useCreate, useReplace, useRevoke } from './hooks';

const NAME = /^[a-z0-9-]{1,40}$/;

interface ClientDialogsProps {
  open: Open;
  chosen: ApiClient | null;
  onClose: () => void;
}

export function ClientDialogs({ open, chosen, onClose }: ClientDialogsProps) {
  const words = useI18n().text.access.secret;
  const [made, setMade] = useState<ApiClientWithSecret | null>(null);
  const done = (client: ApiClientWithSecret) => {
    setMade(client);
    onClose();
  };
  return (
    <>
      {open === 'create' && <CreateDialog onClose={onClose} onMade={done} />}
      {open === 'replace' && chosen && <ReplaceDialog client={chosen} onClose={onClose} onMade={done} />}
      {open === 'revoke' && chosen && <RevokeDialog client={chosen} onClose={onClose} />}
      {made && (
        <ShownOnce
          title={words.title}
          warning={words.once}
          texts={[[words.clientId, made.client_id], [words.label, made.secret]]}
          onClose={() => { setMade(null); }}
        />
      )}
    </>
  );
}

interface MakingProps {
  onClose: () => void;
  onMade: (client: ApiClientWithSecret) => void;
}

function CreateDialog({ onClose, onMade }: MakingProps) {
  const words = useI18n().text.access.form;
  const [wish, setWish] = useState<ApiClientWish>({ name: '', sandbox: false });
  const [wasTried, setWasTried] = useState(false);
  const create = useCreate();
  const isRight = NAME.test(wish.name.trim());
  const confirm = () => {
    setWasTried(true);
    if (isRight) create.mutate({ ...wish, name: wish.name.trim() }, { onSuccess: onMade });
  };
  const question = { title: words.title, confirm: words.create, failed: words.failed, error: create.error, isPending: create.isPending };
  return (
    <QuestionDialog {...question} onConfirm={confirm} onClose={onClose} testId="create-client-dialog">
      <FormField label={words.name} description={words.nameHelp} errorText={wasTried && !isRight ? words.wrongName : undefined} stretch>
        <Input
          value={wish.name}
          spellcheck={false}
          nativeInputAttributes={{ maxLength: 40 }}
          autoFocus
          onChange={({ detail }) => { setWish({ ...wish, name: detail.value }); }}
          onKeyDown={({ detail }) => { if (detail.key === 'Enter') confirm(); }}
          data-testid="client-name"
        />
      </FormField>
      <Checkbox checked={wish.sandbox} description={words.sandboxHelp} onChange={({ detail }) => { setWish({ ...wish, sandbox: detail.checked }); }}>
        {words.sandbox}
      </Checkbox>
    </QuestionDialog>
  );
}

function ReplaceDialog({ client, onClose, onMade }: MakingProps & { client: ApiClient }) {
  const words = useI18n().text.access.replace;
  const replace = useReplace();
  const confirm = () => { replace.mutate(client.name, { onSuccess: onMade }); };
  const question = { title: words.title, confirm: words.confirm, failed: words.failed, error: replace.error, isPending: replace.isPending };
  return (
    <QuestionDialog {...question} onConfirm={confirm} onClose={onClose} testId="replace-client-secret">
      <div>{words.what(client.name)}</div>
    </QuestionDialog>
  );
}

function RevokeDialog({ client, onClose }: { client: ApiClient; onClose: () => void }) {
  const words = useI18n().text.access.revoke;
  const revoke = useRevoke();
  const confirm = () => { revoke.mutate(client.name, { onSuccess: onClose }); };
  const question = { title: words.title, confirm: words.confirm, failed: words.failed, error: revoke.error, isPending: revoke.isPending };
  return (
    <QuestionDialog {...question} onConfirm={confirm} onClose={onClose} testId="revoke-client">
      <div>{words.what(client.name)}</div>
    </QuestionDialog>
  );
}
