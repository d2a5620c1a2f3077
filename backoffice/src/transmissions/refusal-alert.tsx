/** Why a whole file or call was refused or passed over, and what to do about it. */
import Alert from '@cloudscape-design/components/alert';
import type { Transmission } from '../api/transmissions';
import { PageLink } from '../common/page-link';
import { useI18n } from '../i18n';
import { PATHS } from '../layout/navigation';
import { useTold } from './told';

export function RefusalAlert({ one: { refusal, repeats } }: { one: Transmission }) {
  const words = useI18n().text.transmissions;
  const told = useTold();
  if (refusal) {
    return (
      <div role="alert" data-testid="refusal">
        <Alert type="error" header={words.refusedWhole}>
          <span className="breakable">{told(refusal.sentence)}</span> {told(refusal.remedy)}
        </Alert>
      </div>
    );
  }
  if (!repeats) return null;
  return (
    <div role="status" data-testid="repeats">
      <Alert type="info" header={words.repeated}>
        {words.repeatedHelp} <PageLink path={`${PATHS.transmissions}/${repeats}`}>{words.seeFirst}</PageLink>
      </Alert>
    </div>
  );
}
