/** What went wrong, in the person's language: by the code of the refusal, else by its kind. */
import { ApiError } from '../api/errors';
import type { Catalogue } from '../i18n/catalogue';

export function errorSentence(error: Error, text: Catalogue): string {
  if (!(error instanceof ApiError)) return text.apiErrors.server;
  return (error.code ? text.apiErrorCodes[error.code] : undefined) ?? text.apiErrors[error.kind];
}
