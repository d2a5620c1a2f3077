/** Statistics in memory: the figures of two groups of requests, of which the filters leave some or none. */
import type { Counts, Statistics } from '../src/api/statistics';
import { MILESTONES } from '../src/api/types';

/** Requests of one first e-mail each, all sent on one day. */
interface Cell extends Counts {
  day: string;
  channel: string;
  shop_id: string | null;
}

const ONLINE: Cell = { day: '2026-11-20', channel: 'online', shop_id: null, received: 1300, sent: 1200, delivered: 1100, opened: 500, form_opened: 120, review_submitted: 90 };
const SHOP: Cell = { day: '2026-11-22', channel: 'offline', shop_id: 'LYON', received: 40, sent: 40, delivered: 40, opened: 20, form_opened: 10, review_submitted: 6 };
const NOTHING = Object.fromEntries(MILESTONES.map((milestone) => [milestone, 0])) as Counts;

export class FakeStatistics {
  cells: Cell[] = [ONLINE, SHOP];
  isCounted = true;
  openTracking: Statistics['open_tracking'] = { mode: 'individual', aggregated_opens: 0 };
  readonly asked: URLSearchParams[] = [];

  answer(parameters: URLSearchParams): Response {
    this.asked.push(parameters);
    return Response.json(this.statistics(parameters));
  }

  private statistics(parameters: URLSearchParams): Statistics {
    const [from, to] = [parameters.get('sent_from') ?? '', parameters.get('sent_to') ?? ''];
    const about = { period: { sent_from: from, sent_to: to, time_zone: 'Europe/Paris' }, open_tracking: this.openTracking };
    if (!this.isCounted) return { ...about, counted: false, funnel: [], reminders: null, days: [], groups: [] };
    const channels = parameters.getAll('channel');
    const found = this.cells.filter(
      ({ day, channel }) => day >= from && day <= to && (channels.length === 0 || channels.includes(channel)),
    );
    return {
      ...about,
      counted: true,
      funnel: funnelOf(sum(found)),
      reminders: { sent: 300, form_opened_after: 1, review_submitted_after: 24, share_of_reviews: 0.25 },
      days: daysBetween(from, to).map((day) => ({ day, ...sum(found.filter((cell) => cell.day === day)) })),
      groups: [
        { dimension: 'channel', values: found.map((cell) => ({ value: cell.channel, ...sum([cell]) })) },
        { dimension: 'shop_id', values: found.flatMap((cell) => (cell.shop_id ? [{ value: cell.shop_id, ...sum([cell]) }] : [])) },
        { dimension: 'template', values: [] },
      ],
    };
  }
}

function funnelOf(total: Counts): Statistics['funnel'] {
  return MILESTONES.map((milestone, index) => {
    const before = MILESTONES[index - 1];
    const share = (whole: number) => (whole ? total[milestone] / whole : null);
    return {
      milestone,
      count: total[milestone],
      absolute: before ? share(total.sent) : null,
      relative: before ? share(total[before]) : null,
    };
  });
}

function sum(cells: readonly Counts[]): Counts {
  const of = (milestone: keyof Counts) => cells.reduce((total, cell) => total + cell[milestone], NOTHING[milestone]);
  return Object.fromEntries(MILESTONES.map((milestone) => [milestone, of(milestone)])) as Counts;
}

function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = new Date(`${from}T00:00:00Z`); day.toISOString().slice(0, 10) <= to; day = new Date(day.getTime() + 86_400_000)) {
    days.push(day.toISOString().slice(0, 10));
  }
  return days;
}
