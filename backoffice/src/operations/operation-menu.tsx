/** The menu of what can be done, and the dialog it opens. */
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import { lazy, Suspense, useState } from 'react';
import { OPERATION_KINDS, type OperationKind } from '../api/operation-types';
import { useI18n } from '../i18n';
import type { Catalogue } from '../i18n/catalogue';
import type { Unavailable } from '../i18n/operation-sentences';
import type { Intent } from './operation-dialog';

const OperationDialog = lazy(() => import('./operation-dialog'));

interface OperationMenuProps {
  label?: string;
  kinds: readonly OperationKind[];
  /** Why a kind cannot be chosen; null when nothing is known against it. */
  unavailable: (kind: OperationKind) => Unavailable | null;
  intentOf: (kind: OperationKind) => Intent;
  /** Why nothing can be chosen. */
  disabledReason?: string | undefined;
}

export function OperationMenu({ label, kinds, unavailable, intentOf, disabledReason }: OperationMenuProps) {
  const { text } = useI18n();
  const [intent, setIntent] = useState<Intent | null>(null);
  const close = () => {
    setIntent(null);
  };
  return (
    <>
      <ButtonDropdown
        items={kinds.map((kind) => itemOf(kind, unavailable(kind), text))}
        {...(label ? { ariaLabel: label } : {})}
        {...(disabledReason ? { disabled: true, disabledReason } : {})}
        onItemClick={({ detail }) => {
          const kind = OPERATION_KINDS.find((known) => known === detail.id);
          if (kind) setIntent(intentOf(kind));
        }}
        expandToViewport
        data-testid="operation-menu"
      >
        {text.operations.menu}
      </ButtonDropdown>
      {intent && (
        <Suspense>
          <OperationDialog intent={intent} onClose={close} />
        </Suspense>
      )}
    </>
  );
}

function itemOf(kind: OperationKind, why: Unavailable | null, text: Catalogue) {
  const unavailable = why ? { disabled: true, disabledReason: text.operations.unavailable[why] } : {};
  return { id: kind, text: text.operations.kinds[kind].name, ...unavailable };
}
