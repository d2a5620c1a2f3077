/** Rows and details as the API would send them; a test names only what matters to it. */
import type { RememberedEmail, ShownEmail } from '../src/api/request-archive';
import type { HistoryEntry, Product, ReviewRequest, ReviewRequestDetails, Website } from '../src/api/types';

export const PARIS: Website = {
  website_id: 'website-paris',
  name: 'Maison Lumière',
  time_zone: 'Europe/Paris',
  locale: 'fr-FR',
  permissions: ['customers:read', 'proofs:write', 'requests:read', 'website:manage'],
};

export const NEW_YORK: Website = { ...PARIS, website_id: 'website-ny', name: 'Light House', time_zone: 'America/New_York', locale: 'en-US' };

export function reviewRequest(changes: Partial<ReviewRequest> = {}): ReviewRequest {
  return {
    review_request_id: 'R1',
    experience_reference: '#1855',
    customer_email: 'marie.durand@example.com',
    experience_date: '2026-11-04T10:15:00+01:00',
    review_type: 'brand',
    status: 'sent',
    status_at: '2026-11-11T09:00:00Z',
    reason: null,
    transmission_method: 'sftp',
    channel: 'online',
    shop_id: null,
    language: 'fr',
    next_step: null,
    next_email_at: null,
    explanation: [],
    ...changes,
  };
}

export function details(changes: Partial<ReviewRequestDetails> = {}): ReviewRequestDetails {
  return {
    ...reviewRequest(),
    received_at: '2026-11-04T12:00:00Z',
    customer: { first_name: 'Marie', last_name: 'Durand', email: 'marie.durand@example.com', language: 'fr', country: 'FR', phone: null },
    products: [],
    source: { name: 'orders-2026-11.csv', line: 17, transmission_id: null },
    history: [entry('created', '2026-11-04T12:00:00Z'), entry('planned', '2026-11-11T08:59:00Z', 0), entry('sent', '2026-11-11T09:00:00Z', 0)],
    journal: [],
    next_step: null,
    end_rules: [],
    emails: [],
    reviews: [],
    ...changes,
  };
}

/** A request with an e-mail to come. */
export function planned(changes: Partial<ReviewRequestDetails> = {}): ReviewRequestDetails {
  const at = '2026-11-25T09:00:00Z';
  return details({
    status: 'scheduled',
    status_at: at,
    next_email_at: at,
    next_step: { kind: 'first_email', step: 0, reminder: 0, at, rules: [] },
    history: [entry('created', '2026-11-04T12:00:00Z'), entry('planned', at, 0)],
    ...changes,
  });
}

export function entry(fact: HistoryEntry['fact'], at: string, step: number | null = null): HistoryEntry {
  return { at, fact, step, reason: null, actor: { kind: 'suivi', subject: null }, rules: [], told: null };
}

export function product(changes: Partial<Product> = {}): Product {
  return {
    product_ref: '87',
    name: 'Écran 24" mat',
    brand: 'MaMarque',
    category: 'Écrans',
    price: '24.950000',
    ean: '3012345678900',
    sku: 'SCR-24',
    product_url: 'https://shop.example.com/87',
    image_url: null,
    ...changes,
  };
}

export function remembered(changes: Partial<RememberedEmail> = {}): RememberedEmail {
  return { step: 0, reminder: 0, settings_version: 3, template: 'standard', sent_at: '2026-11-11T09:00:00Z', ...changes };
}

export function shownEmail(changes: Partial<ShownEmail> = {}): ShownEmail {
  return {
    ...remembered(),
    to: 'marie.durand@example.com',
    from_name: 'Maison Lumière',
    reply_to: null,
    subject: 'Votre avis sur Maison Lumière',
    text: 'Bonjour Marie,\nque pensez-vous de votre achat ?',
    html: '<p>Bonjour Marie</p>',
    as_sent: true,
    ...changes,
  };
}
