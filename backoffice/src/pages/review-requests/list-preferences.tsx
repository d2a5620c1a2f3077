/** The dialog where the number of rows per page is chosen. */
import CollectionPreferences from '@cloudscape-design/components/collection-preferences';
import { PAGE_SIZES, usePreferences } from '../../common/preferences';
import { useI18n } from '../../i18n';

export function ListPreferences() {
  const { text } = useI18n();
  const { preferences, change } = usePreferences();
  return (
    <CollectionPreferences
      title={text.preferences.title}
      confirmLabel={text.preferences.confirm}
      cancelLabel={text.preferences.cancel}
      preferences={{ pageSize: preferences.pageSize }}
      pageSizePreference={{
        title: text.preferences.pageSize,
        options: PAGE_SIZES.map((value) => ({ value, label: text.preferences.pageSizeOption(value) })),
      }}
      onConfirm={({ detail }) => {
        const pageSize = PAGE_SIZES.find((size) => size === detail.pageSize);
        if (pageSize) change({ pageSize });
      }}
      data-testid="preferences"
    />
  );
}
