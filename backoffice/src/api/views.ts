/** Saved views: filters, order and columns of the tracking table under a name. */
import { websitePath, type Caller } from './caller';
import type { Order } from './types';

/** By the names of the list's query; a period that moves stands in `last` instead of the days. */
export type ViewFilters = Record<string, string | readonly string[]>;

/** What a view shows; it never holds what was searched. */
export interface ViewContent {
  last: string | null;
  filters: ViewFilters;
  order: Order;
  columns: readonly string[];
}

export interface ViewWish extends ViewContent {
  name: string;
}

export interface View extends ViewWish {
  view_id: string;
  /** Of the website's team; only who manages the website may change it. */
  shared: boolean;
}

export interface ViewList {
  items: View[];
  /** The view that opens by itself for the signed-in person. */
  default_view_id: string | null;
}

export interface ViewsApi {
  listViews(websiteId: string, signal: AbortSignal): Promise<ViewList>;
  saveView(websiteId: string, view: ViewWish & { shared: boolean }): Promise<View>;
  changeView(websiteId: string, viewId: string, view: ViewWish): Promise<View>;
  deleteView(websiteId: string, viewId: string): Promise<unknown>;
  setDefaultView(websiteId: string, viewId: string | null): Promise<unknown>;
}

export function viewsApi({ get, send, remove }: Caller): ViewsApi {
  const all = (websiteId: string) => `${websitePath(websiteId)}/views`;
  const one = (websiteId: string, viewId: string) => `${all(websiteId)}/${encodeURIComponent(viewId)}`;
  return {
    listViews: (websiteId, signal) => get(all(websiteId), signal),
    saveView: (websiteId, view) => send('POST', all(websiteId), view),
    changeView: (websiteId, viewId, view) => send('PUT', one(websiteId, viewId), view),
    deleteView: (websiteId, viewId) => remove(one(websiteId, viewId)),
    setDefaultView: (websiteId, viewId) => send('PUT', `${websitePath(websiteId)}/default-view`, { view_id: viewId }),
  };
}
