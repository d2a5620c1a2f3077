/** What the menu of views offers, given the views there are and the one that is open. */
import type { ButtonDropdownProps } from '@cloudscape-design/components/button-dropdown';
import type { View, ViewList } from '../../../api/views';
import type { Catalogue } from '../../../i18n/catalogue';

export type ViewAction = 'update' | 'rename' | 'default' | 'delete' | 'saveAs' | 'copyLink';
export const VIEW_ACTIONS: readonly ViewAction[] = ['update', 'rename', 'default', 'delete', 'saveAs', 'copyLink'];

type Items = ButtonDropdownProps.Items;
type Item = Items[number];

export interface MenuState {
  list: ViewList | null;
  isLoading: boolean;
  current: View | null;
  isChanged: boolean;
  mayManage: boolean;
}

const VIEW_PREFIX = 'view-';

export function itemsOf(state: MenuState, text: Catalogue): Items {
  const { views } = text;
  const all = state.list?.items ?? [];
  return [
    ...groupOf(views.mine, all.filter((view) => !view.shared), state, text),
    ...groupOf(views.team, all.filter((view) => view.shared), state, text),
    ...(all.length === 0 ? [{ id: 'none', text: nothingOf(state, text), disabled: true }] : []),
    ...(state.current ? [{ id: 'this', text: views.actions, items: actionsOf(state.current, state, text) }] : []),
    { id: 'list', text: views.thisList, items: [{ id: 'saveAs', text: views.saveAs }, { id: 'copyLink', text: views.copyLink }] },
  ];
}

function nothingOf({ list, isLoading }: MenuState, { views }: Catalogue): string {
  if (list) return views.none;
  return isLoading ? views.loading : views.failed;
}

/** The view an item of the menu stands for. */
export function viewOf(itemId: string, list: ViewList | null): View | null {
  return list?.items.find((view) => `${VIEW_PREFIX}${view.view_id}` === itemId) ?? null;
}

function groupOf(title: string, views: readonly View[], { list, current }: MenuState, text: Catalogue): Item[] {
  if (views.length === 0) return [];
  const items = views.map((view) => ({
    id: `${VIEW_PREFIX}${view.view_id}`,
    text: view.name,
    itemType: 'checkbox' as const,
    checked: view.view_id === current?.view_id,
    ...(view.view_id === list?.default_view_id ? { secondaryText: text.views.byDefault } : {}),
  }));
  return [{ id: title, text: title, items }];
}

/** What is not theirs to change is not offered. */
function actionsOf(view: View, { list, isChanged, mayManage }: MenuState, { views }: Catalogue) {
  const isDefault = view.view_id === list?.default_view_id;
  const mayChange = !view.shared || mayManage;
  const change = [
    { id: 'update', text: views.update, disabled: !isChanged },
    { id: 'rename', text: views.rename },
  ];
  return [
    ...(mayChange ? change : []),
    { id: 'default', text: isDefault ? views.noDefault : views.makeDefault },
    ...(mayChange ? [{ id: 'delete', text: views.delete }] : []),
  ];
}
