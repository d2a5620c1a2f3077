/** What is typed into the form, the purchase event it makes, and which field a path of that event belongs to. */

export interface DraftProduct {
  reference: string;
  name: string;
}

export interface Draft {
  reference: string;
  date: string;
  email: string;
  firstName: string;
  lastName: string;
  /** Empty: the website's. */
  language: string;
  channel: 'online' | 'offline';
  shop: string;
  delay: string;
  delayProduct: string;
  products: readonly DraftProduct[];
}

export type TextField = Exclude<keyof Draft, 'products' | 'channel'>;
export type FieldName = keyof Draft;

export function emptyDraft(today: string): Draft {
  const blank = { reference: '', email: '', firstName: '', lastName: '', language: '', shop: '', delay: '', delayProduct: '' };
  return { ...blank, date: today, channel: 'online', products: [] };
}

/** Blanks are left out, so that the website's settings speak. */
export function eventOf(draft: Draft): unknown {
  const { products } = draft;
  return {
    purchase_reference: draft.reference,
    purchase_date: draft.date,
    consumer: { first_name: draft.firstName, last_name: draft.lastName, email: draft.email, ...filled({ language: draft.language }) },
    sales_channel: { channel: draft.channel, ...filled({ shop_id: draft.shop }) },
    solicitation_parameters: filled({ delay: draft.delay, delay_product: draft.delayProduct }),
    ...(products.length > 0 ? { products: products.map(({ reference, name }) => ({ product_ref: { reference }, name })) } : {}),
  };
}

function filled(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''));
}

const FIELD_OF_PATH: Partial<Record<string, FieldName>> = {
  purchase_reference: 'reference',
  purchase_date: 'date',
  'consumer.email': 'email',
  'consumer.first_name': 'firstName',
  'consumer.last_name': 'lastName',
  'consumer.language': 'language',
  'sales_channel.channel': 'channel',
  'sales_channel.shop_id': 'shop',
  'solicitation_parameters.delay': 'delay',
  'solicitation_parameters.delay_product': 'delayProduct',
};

/** The field a refused path stands for; null when the form has none. */
export function fieldOf(path: string | null): FieldName | null {
  if (path === null) return null;
  return path.startsWith('products') ? 'products' : (FIELD_OF_PATH[path] ?? null);
}

/** A pasted event; a list of one is that one. Undefined when it cannot be read as one event. */
export function pastedEvent(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const only: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  return typeof only === 'object' && only !== null && !Array.isArray(only) ? only : undefined;
}
