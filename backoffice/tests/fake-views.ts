/** The saved views of the fake API: one person's and the team's. */
import type { View, ViewWish } from '../src/api/views';
import { problem } from './problem';

export class FakeViews {
  kept: View[] = [];
  defaultId: string | null = null;

  answer(method: string, [viewId]: string[], body: unknown): Response {
    if (method === 'GET') return Response.json({ items: this.kept, default_view_id: this.defaultId });
    if (method === 'POST') return this.add(body as ViewWish & { shared: boolean });
    const place = this.kept.findIndex((view) => view.view_id === viewId);
    const before = this.kept[place];
    if (!before) return problem(404, 'view_not_found');
    if (method === 'DELETE') this.kept = this.kept.filter((view) => view !== before);
    else this.kept = this.kept.map((view) => (view === before ? { ...before, ...(body as ViewWish) } : view));
    return Response.json(this.kept[place] ?? { view_id: viewId });
  }

  choose(body: unknown): Response {
    this.defaultId = (body as { view_id: string | null }).view_id;
    return Response.json({ default_view_id: this.defaultId });
  }

  private add(wish: ViewWish & { shared: boolean }): Response {
    const view = { ...wish, view_id: `V${this.kept.length + 1}` };
    this.kept = [...this.kept, view];
    return Response.json(view, { status: 201 });
  }
}
