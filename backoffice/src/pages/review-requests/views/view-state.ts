/** Views and the address say the same thing: from one to the other, and whether they still agree. */
import type { View, ViewContent } from '../../../api/views';
import { columnsOf, type ColumnId } from '../../../common/columns';
import { readFilters, writeFilters, type Filters } from '../filters';

const NOT_FILTERS = ['last', 'order'];

/** What a view of this list would hold. */
export function contentOf(filters: Filters, columns: readonly ColumnId[]): ViewContent {
  const parameters = addressOf(filters);
  const names = [...new Set(parameters.keys())].filter((name) => !NOT_FILTERS.includes(name));
  return {
    last: parameters.get('last'),
    filters: Object.fromEntries(names.map((name) => [name, parameters.getAll(name)])),
    order: filters.order,
    columns,
  };
}

/** What the list shows under a view; what this page does not know it leaves out. */
export function filtersOf({ last, filters, order }: ViewContent): Filters {
  const parameters = new URLSearchParams({ order, ...(last ? { last } : {}) });
  for (const [name, value] of Object.entries(filters)) {
    for (const one of typeof value === 'string' ? [value] : value) parameters.append(name, one);
  }
  return readFilters(parameters);
}

/** A view without columns shows those of the person. */
export function columnsOfView(view: View, present: readonly ColumnId[]): readonly ColumnId[] {
  return view.columns.length > 0 ? columnsOf(view.columns) : present;
}

/** Whether the list on screen is no longer what the view holds. */
export function isChanged(view: View, filters: Filters, columns: readonly ColumnId[]): boolean {
  return told(filtersOf(view)) !== told(filters) || columnsOfView(view, columns).join() !== columns.join();
}

/** The address of this list for somebody else: no view, no open request, nothing personal. */
export function linkTo(filters: Filters, websiteId: string, page: URL): string {
  const parameters = addressOf(filters);
  parameters.set('website', websiteId);
  return `${page.origin}${page.pathname}?${parameters.toString()}`;
}

function addressOf(filters: Filters): URLSearchParams {
  return writeFilters(new URLSearchParams(), filters);
}

/** The same text for the same list, whatever the order in which values were chosen. */
function told(filters: Filters): string {
  return [...addressOf(filters)].map(([name, value]) => `${name}=${value}`).sort().join('&');
}
