/** The sentences of the page that tries a proof. */
import type { Result } from '../api/transmissions';
import type { DraftProduct, FieldName } from '../pages/simulate/draft';

export interface SimulateSentences {
  title: string;
  description: string;
  notYours: string;
  notYoursHelp: string;
  way: string;
  ways: Record<'form' | 'json', string>;
  labels: Record<FieldName, string>;
  help: Partial<Record<FieldName, string>>;
  websitesLanguage: string;
  product: Record<keyof DraftProduct, string>;
  productField: (label: string, place: number) => string;
  addProduct: string;
  removeProduct: string;
  noProducts: string;
  json: string;
  jsonHelp: string;
  wrongJson: string;
  start: string;
  failed: string;
  results: Record<Result, string>;
  nothingWritten: string;
  seeField: (label: string) => string;
  requests: string;
  zone: (zone: string) => string;
}
