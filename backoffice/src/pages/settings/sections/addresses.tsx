/** Which addresses are not written to. */
import SpaceBetween from '@cloudscape-design/components/space-between';
import { LongTextField, NumberField } from '../controls';
import { useSettingsForm } from '../form-context';

export function AddressesSection() {
  const { draft, set } = useSettingsForm();
  return (
    <SpaceBetween size="l">
      <LongTextField
        field="forbidden_domains"
        path="forbidden_domains"
        rows={7}
        value={draft.forbidden_domains.join('\n')}
        onChange={(lines) => {
          set({ forbidden_domains: lines === '' ? [] : lines.split('\n') });
        }}
      />
      <NumberField
        field="soft_bounces_before_stop"
        path="soft_bounces_before_stop"
        value={draft.soft_bounces_before_stop}
        onChange={(failures) => {
          set({ soft_bounces_before_stop: failures });
        }}
      />
    </SpaceBetween>
  );
}
