/** The menu of saved views: choose one, save what is on screen, change, copy a link. */
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import { lazy, Suspense, useState } from 'react';
import type { View } from '../../../api/views';
import { usePreferences } from '../../../common/preferences';
import { ProblemAlert } from '../../../common/problem-alert';
import { useMayManage } from '../../../common/use-may-manage';
import { useWebsite } from '../../../common/website';
import { useI18n } from '../../../i18n';
import type { ViewSentences } from '../../../i18n/view-sentences';
import type { Filters } from '../filters';
import { CopiedNotice, useCopyLink } from './copy-link';
import { useCurrentView } from './use-current-view';
import { useChangeView, useDefaultView, useViews } from './use-views';
import { itemsOf, VIEW_ACTIONS, viewOf, type MenuState, type ViewAction } from './view-items';
import { contentOf, isChanged, linkTo } from './view-state';

const ViewDialogs = lazy(() => import('./view-dialogs'));

interface ViewsMenuProps {
  filters: Filters;
  /** A view is about the list: whoever chooses one leaves the search. */
  onOpened: () => void;
}

export function ViewsMenu({ filters, onOpened }: ViewsMenuProps) {
  const words = useI18n().text.views;
  const { list } = useViews();
  const current = useCurrentView(list);
  const { act, dialog, close, error, copied } = useViewActions(filters, current.view);
  const choose = (id: string) => {
    const view = viewOf(id, list);
    if (!view) {
      act(id);
      return;
    }
    onOpened();
    current.open(view);
  };
  return (
    <div className="list-views" data-testid="views">
      <Menu filters={filters} current={current.view} onChoose={choose} />
      <CopiedNotice copied={copied} />
      {error && <ProblemAlert title={words.updateFailed} error={error} />}
      {dialog && (
        <Suspense>
          <ViewDialogs kind={dialog} view={current.view} filters={filters} onClose={close} onSaved={current.name} />
        </Suspense>
      )}
    </div>
  );
}

interface MenuProps {
  filters: Filters;
  current: View | null;
  onChoose: (itemId: string) => void;
}

function Menu({ filters, current, onChoose }: MenuProps) {
  const { text } = useI18n();
  const state = useMenuState(filters, current);
  return (
    <ButtonDropdown
      items={itemsOf(state, text)}
      ariaLabel={`${text.views.menu} ${current?.name ?? ''}`}
      expandToViewport
      onItemClick={({ detail }) => {
        onChoose(detail.id);
      }}
      data-testid="views-menu"
    >
      {nameOf(state, text.views)}
    </ButtonDropdown>
  );
}

function nameOf({ current, isChanged: hasChanged }: MenuState, words: ViewSentences) {
  if (!current) return words.menu;
  return hasChanged ? words.changed(current.name) : current.name;
}

function useMenuState(filters: Filters, current: View | null): MenuState {
  const { list, isLoading } = useViews();
  const { columns } = usePreferences().preferences;
  const mayManage = useMayManage();
  return { list, isLoading, current, mayManage, isChanged: current !== null && isChanged(current, filters, columns) };
}

export type DialogKind = Extract<ViewAction, 'rename' | 'delete' | 'saveAs'>;

function useViewActions(filters: Filters, view: View | null) {
  const { website_id: websiteId } = useWebsite();
  const { columns } = usePreferences().preferences;
  const { list } = useViews();
  const [dialog, setDialog] = useState<DialogKind | null>(null);
  const change = useChangeView();
  const choose = useDefaultView();
  const { copied, copy } = useCopyLink(linkTo(filters, websiteId, new URL(window.location.href)));
  const verbs: Record<ViewAction, () => void> = {
    update: () => { if (view) change.mutate({ view, name: view.name, ...contentOf(filters, columns) }); },
    default: () => { if (view) choose.mutate(view.view_id === list?.default_view_id ? null : view.view_id); },
    copyLink: copy,
    rename: () => { setDialog('rename'); },
    delete: () => { setDialog('delete'); },
    saveAs: () => { setDialog('saveAs'); },
  };
  const act = (id: string) => {
    const action = VIEW_ACTIONS.find((known) => known === id);
    if (action) verbs[action]();
  };
  return { act, dialog, close: () => { setDialog(null); }, error: change.error ?? choose.error, copied };
}
