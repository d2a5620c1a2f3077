/** The dialog where the number of rows per page and the columns are chosen. */
import CollectionPreferences from '@cloudscape-design/components/collection-preferences';
import { COLUMN_IDS, columnsOf, FIXED_COLUMNS, type ColumnId } from '../../common/columns';
import { PAGE_SIZES, usePreferences } from '../../common/preferences';
import { useI18n } from '../../i18n';

export function ListPreferences() {
  const { preferences: words, list, tracking } = useI18n().text;
  const { preferences, change } = usePreferences();
  const { columns } = preferences;
  return (
    <CollectionPreferences
      title={words.title}
      confirmLabel={words.confirm}
      cancelLabel={words.cancel}
      preferences={{ pageSize: preferences.pageSize, contentDisplay: displayOf(columns) }}
      pageSizePreference={{
        title: words.pageSize,
        options: PAGE_SIZES.map((value) => ({ value, label: words.pageSizeOption(value) })),
      }}
      contentDisplayPreference={{
        title: tracking.columnsTitle,
        description: tracking.columnsHelp,
        options: COLUMN_IDS.map((id) => ({ id, label: list.columns[id], alwaysVisible: FIXED_COLUMNS.includes(id) })),
      }}
      onConfirm={({ detail }) => {
        const pageSize = PAGE_SIZES.find((size) => size === detail.pageSize) ?? preferences.pageSize;
        const visible = (detail.contentDisplay ?? []).filter(({ visible }) => visible).map(({ id }) => id);
        change({ pageSize, columns: columnsOf(visible) });
      }}
      data-testid="preferences"
    />
  );
}

/** Those seen in their order, then the others. */
function displayOf(columns: readonly ColumnId[]) {
  const hidden = COLUMN_IDS.filter((id) => !columns.includes(id));
  return [...columns.map((id) => ({ id, visible: true })), ...hidden.map((id) => ({ id, visible: false }))];
}
