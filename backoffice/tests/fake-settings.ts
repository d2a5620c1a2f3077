/** Settings in memory: versioned, refused when out of limits or made from an older version. */
import type { ChangedSettings, Changing, SavedSettings, SettingsDocument } from '../src/api/settings-types';
import type { FakeOperations } from './fake-operations';
import { problem } from './problem';

export const SETTINGS: SettingsDocument = {
  name: 'Maison Lumière',
  trader_contact: '1 rue de la Paix, Paris',
  time_zone: 'Europe/Paris',
  locale: 'fr',
  country: 'FR',
  languages: [],
  collects_brand: true,
  collects_product: true,
  brand_delay: { days: 7, hours: 0 },
  product_delay: null,
  delay_rules: [],
  reminders: [{ delay: { days: 7, hours: 0 }, condition: 'any', texts: [] }],
  product_request_blocks_reminders: true,
  sftp_reminders_unblocked: true,
  send_window: null,
  max_age_days: null,
  one_email_a_day: true,
  cap: null,
  forbidden_domains: ['cdiscount.com'],
  soft_bounces_before_stop: 3,
  open_tracking: 'individual',
  sender_name: '',
  reply_to: '',
  first_email_texts: [],
  prestashop_states: ['5'],
};

type Change = Changing & { settings: SettingsDocument };

export class FakeSettings {
  /** Newest first. */
  versions: SavedSettings[] = [
    { version: 1, saved_at: '2026-11-01T09:00:00Z', saved_by: 's-1', note: 'Ouverture', settings: SETTINGS },
  ];
  readonly saved: Change[] = [];
  private readonly operations: FakeOperations;

  constructor(operations: FakeOperations) {
    this.operations = operations;
  }

  get current(): SavedSettings {
    const [newest] = this.versions;
    if (!newest) throw new Error('a website always has settings');
    return newest;
  }

  /** Somebody else saves. */
  saveElsewhere(changes: Partial<SettingsDocument>): void {
    this.add({ ...this.current.settings, ...changes }, 'camille-2', 'Ailleurs');
  }

  answer(method: string, [verb]: string[], body: unknown): Response | null {
    if (method === 'GET') return Response.json(verb === 'versions' ? { items: this.versions, next_before: null } : this.current);
    if (verb === 'preview') return this.preview((body as Change).settings);
    return verb === 'undo' ? this.undo(body as Changing) : this.save(body as Change);
  }

  private preview(settings: SettingsDocument): Response {
    if (settings.brand_delay.days > 365) return refusedField('settings.brand_delay.days');
    const sentence = { fr: '4 212 demandes programmées bougeraient.', en: '4,212 scheduled requests would move.' };
    return Response.json({ moved: 4212, leaving_today: 37, complete: true, sentence });
  }

  private save(change: Change): Response {
    if (change.version !== this.current.version) return conflict(this.current.version);
    this.saved.push(change);
    return this.changed(this.add(change.settings, 's-1', change.note), change.apply_to === 'scheduled');
  }

  private undo(changing: Changing): Response {
    if (changing.version !== this.current.version) return conflict(this.current.version);
    const [, before] = this.versions;
    return this.changed(this.add(before?.settings ?? SETTINGS, 's-1', changing.note), false);
  }

  private add(settings: SettingsDocument, by: string, note: string): SavedSettings {
    const saved = { version: this.current.version + 1, saved_at: '2026-11-23T10:00:00Z', saved_by: by, note, settings };
    this.versions = [saved, ...this.versions];
    return saved;
  }

  private changed(saved: SavedSettings, isReplanning: boolean): Response {
    const operation = isReplanning ? this.operations.add('replan') : null;
    const replanning: ChangedSettings['replanning'] = { state: operation ? 'waiting' : 'none', operation_id: operation?.operation_id ?? null };
    return Response.json({ ...saved, replanning });
  }
}

function refusedField(field: string): Response {
  const wrong = { field, detail: 'This is not a whole number within the limits.', remedy: 'Send a whole number from 0 to 365.' };
  return problem(400, 'invalid_settings', { errors: [wrong] });
}

function conflict(version: number): Response {
  return problem(409, 'settings_conflict', { current_version: version });
}
