import { describe, expect, it } from 'vitest';
import { statusStepsOf } from '../src/pages/review-requests/details/status-steps-config';
import { details, entry } from './builders';

const outline = (changes: Parameters<typeof details>[0]) =>
  statusStepsOf(details(changes)).map(({ status, state }) => `${status} ${state}`);

const SENT = [entry('created', '2026-11-01T10:00:00Z'), entry('planned', '2026-11-08T10:00:00Z', 0), entry('sent', '2026-11-08T10:01:00Z', 0)];

describe('steps of a request', () => {
  it('of a scheduled one are all to come but the planned date', () => {
    const changes = { status: 'scheduled', status_at: '2026-11-30T10:00:00Z', history: SENT.slice(0, 1) } as const;
    expect(outline(changes)).toEqual([
      'scheduled reached',
      'sent pending',
      'opened pending',
      'form_opened pending',
      'review_submitted pending',
    ]);
    expect(statusStepsOf(details(changes))[0]).toMatchObject({ at: '2026-11-30T10:00:00Z', isPlanned: true });
  });

  it('keep the planned date once sent', () => {
    const [scheduled, sent] = statusStepsOf(details({ history: SENT }));
    expect(scheduled).toMatchObject({ at: '2026-11-08T10:00:00Z', isPlanned: true });
    expect(sent).toMatchObject({ at: '2026-11-08T10:01:00Z', state: 'reached' });
  });

  it('say when it was scheduled, once the planned date is no longer known', () => {
    const history = SENT.filter(({ fact }) => fact !== 'planned');
    expect(statusStepsOf(details({ history }))[0]).toMatchObject({ at: '2026-11-01T10:00:00Z', isPlanned: false });
  });

  it('tell apart what a later step overtook from what is to come', () => {
    const history = [...SENT, entry('form_opened', '2026-11-09T10:00:00Z')];
    expect(outline({ status: 'form_opened', history })).toEqual([
      'scheduled reached',
      'sent reached',
      'opened unseen',
      'form_opened reached',
      'review_submitted pending',
    ]);
  });

  it('put a reminder at its date, before what it brought about', () => {
    const history = [...SENT, entry('sent', '2026-11-15T10:00:00Z', 1), entry('opened', '2026-11-16T10:00:00Z', 1)];
    expect(outline({ status: 'opened', history })).toEqual([
      'scheduled reached',
      'sent reached',
      'reminder_sent reached',
      'opened reached',
      'form_opened pending',
      'review_submitted pending',
    ]);
  });

  it('put a reminder after the opening it follows, and announce a planned one', () => {
    const history = [...SENT, entry('opened', '2026-11-09T10:00:00Z', 0)];
    const next_step = { kind: 'reminder', step: 2, reminder: 1, at: '2026-11-15T10:00:00Z', rules: [] } as const;
    const steps = statusStepsOf(details({ status: 'opened', history, next_step }));
    expect(steps.map(({ status }) => status)).toEqual([
      'scheduled',
      'sent',
      'opened',
      'reminder_sent',
      'form_opened',
      'review_submitted',
    ]);
    expect(steps[3]).toMatchObject({ state: 'pending', isPlanned: true, step: 1, at: '2026-11-15T10:00:00Z' });
  });

  it('show a first e-mail sent again as the first e-mail, not as a reminder', () => {
    const resumed = { ...entry('resumed', '2026-11-15T09:00:00Z', 1), reason: 'resent' };
    const again = entry('sent', '2026-11-15T10:00:00Z', 1);
    const history = [entry('created', '2026-11-07T10:00:00Z'), entry('failed', '2026-11-08T10:00:00Z', 0), resumed, again];
    const steps = statusStepsOf(details({ status: 'sent', history, next_step: null }));
    expect(steps.map(({ status }) => status)).not.toContain('reminder_sent');
    expect(steps[1]).toMatchObject({ status: 'sent', state: 'reached', at: '2026-11-15T10:00:00Z' });
  });

  it('end with the error and its reason; nothing more is to come', () => {
    const history = [...SENT, entry('bounced', '2026-11-08T10:02:00Z', 0)];
    const changes = { status: 'error', status_at: '2026-11-08T10:02:00Z', reason: 'hard_bounce', history } as const;
    expect(outline(changes)).toEqual([
      'scheduled reached',
      'sent reached',
      'error failed',
      'opened missed',
      'form_opened missed',
      'review_submitted missed',
    ]);
    expect(statusStepsOf(details(changes))[2]).toMatchObject({ reason: 'hard_bounce' });
  });

  it('say a request was cancelled before it was sent, even before its planned date', () => {
    const changes = { status: 'cancelled', status_at: '2026-11-02T10:00:00Z', history: SENT.slice(0, 2) } as const;
    expect(outline(changes).slice(0, 3)).toEqual(['scheduled reached', 'cancelled stopped', 'sent missed']);
  });
});
