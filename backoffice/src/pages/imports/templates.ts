/** The four templates of domain.md 1.1: the header, and one row as an example. */
import type { Language } from '../../i18n/catalogue';

export const TEMPLATES = ['online', 'online_products', 'store', 'store_products'] as const;
export type Template = (typeof TEMPLATES)[number];

const PURCHASE = ['channel', 'shop_id', 'purchase_date', 'purchase_reference', 'first_name', 'last_name', 'email', 'language'] as const;
const PRODUCT = ['product_ref', 'name', 'ean', 'product_url', 'image_url'] as const;
type Column = (typeof PURCHASE)[number] | (typeof PRODUCT)[number];

const EXAMPLES: Record<Language, Partial<Record<Column, string>>> = {
  fr: { first_name: 'Marie', last_name: 'Durand', email: 'marie.durand@example.com', language: 'fr', name: 'Lampe LED' },
  en: { first_name: 'Mary', last_name: 'Smith', email: 'mary.smith@example.com', language: 'en', name: 'LED lamp' },
};

const PRODUCT_EXAMPLE: Partial<Record<Column, string>> = {
  product_ref: 'SKU-1',
  ean: '3012345678900',
  product_url: 'https://shop.example.com/p/1',
  image_url: 'https://shop.example.com/i/1.jpg',
};

/** The mark lets spreadsheets read accents. */
const MARK = '\ufeff';

export function templateText(template: Template, language: Language, day: string): string {
  const isStore = template.startsWith('store');
  const columns: Column[] = [
    ...PURCHASE.filter((column) => isStore || column !== 'shop_id'),
    ...(template.endsWith('products') ? PRODUCT : []),
  ];
  const example: Partial<Record<Column, string>> = {
    ...EXAMPLES[language],
    ...PRODUCT_EXAMPLE,
    channel: isStore ? 'offline' : 'online',
    shop_id: 'PARIS-01',
    purchase_date: day,
    purchase_reference: '#1855',
  };
  const rows = [columns, columns.map((column) => example[column] ?? '')];
  return MARK + rows.map((row) => `${row.join(';')}\r\n`).join('');
}
