/** The view that is open: its identifier stands in the address, beside the filters it brought. */
import { useCallback, useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { View, ViewList } from '../../../api/views';
import { usePreferences } from '../../../common/preferences';
import { useWebsite } from '../../../common/website';
import { writeFilters } from '../filters';
import { columnsOfView, filtersOf } from './view-state';

const PARAMETER = 'view';
/** What may stand in an address that asks for no list in particular. */
const NO_LIST = ['website', 'request'];

export interface CurrentView {
  view: View | null;
  /** Shows what the view holds. */
  open: (view: View) => void;
  /** Names the view the list on screen has just been saved as; null when it is gone. */
  name: (view: View | null) => void;
}

export function useCurrentView(list: ViewList | null): CurrentView {
  const [parameters, setParameters] = useSearchParams();
  const { preferences, change } = usePreferences();
  const viewId = parameters.get(PARAMETER);
  const { columns } = preferences;
  const open = useCallback(
    (view: View, options?: { replace: boolean }) => {
      change({ columns: columnsOfView(view, columns) });
      setParameters((present) => named(writeFilters(present, filtersOf(view)), view), options);
    },
    [change, columns, setParameters],
  );
  useDefault(list, parameters, open);
  return {
    view: list?.items.find((view) => view.view_id === viewId) ?? null,
    open,
    name: (view) => {
      setParameters((present) => named(present, view), { replace: true });
    },
  };
}

function named(parameters: URLSearchParams, view: View | null): URLSearchParams {
  const next = new URLSearchParams(parameters);
  if (view) next.set(PARAMETER, view.view_id);
  else next.delete(PARAMETER);
  return next;
}

/** Who comes to the page without asking for a list gets their default view; once, so that they can leave it. */
function useDefault(list: ViewList | null, parameters: URLSearchParams, open: (view: View, options: { replace: boolean }) => void) {
  const { website_id: websiteId } = useWebsite();
  const arrivedAt = useRef<string | null>(null);
  useEffect(() => {
    if (!list || arrivedAt.current === websiteId) return;
    arrivedAt.current = websiteId;
    const view = list.items.find(({ view_id: viewId }) => viewId === list.default_view_id);
    if (view && [...parameters.keys()].every((name) => NO_LIST.includes(name))) open(view, { replace: true });
  }, [list, websiteId, parameters, open]);
}
