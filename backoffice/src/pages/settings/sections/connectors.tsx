/** What connectors read of the settings beside the delays. */
import { TextField } from '../controls';
import { useSettingsForm } from '../form-context';

const PARTED_BY = ';';

export function ConnectorsSection() {
  const { draft, set } = useSettingsForm();
  return (
    <TextField
      field="prestashop_states"
      path="prestashop_states"
      value={draft.prestashop_states.join(PARTED_BY)}
      onChange={(states) => {
        set({ prestashop_states: states === '' ? [] : states.split(PARTED_BY) });
      }}
    />
  );
}
