/** How the template of a first e-mail is called. */
import type { Catalogue } from '../../i18n/catalogue';

export function templateName(template: string, text: Catalogue): string {
  const { standardTemplate, ownTemplate } = text.tracking.filters;
  return template === 'standard' ? standardTemplate : ownTemplate(template.replace(/^own-/, ''));
}
