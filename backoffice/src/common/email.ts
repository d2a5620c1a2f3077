/** Whether a text looks like an e-mail address. Rough on purpose: the API has the exact rule. */
export function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());
}
