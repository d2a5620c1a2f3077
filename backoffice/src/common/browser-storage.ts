/** Small settings kept by the browser; a browser that refuses storage only loses them at the next visit. */

export function readStored(key: string): unknown {
  try {
    const stored = window.localStorage.getItem(key);
    return stored === null ? null : (JSON.parse(stored) as unknown);
  } catch {
    return null;
  }
}

export function writeStored(key: string, value: unknown): void {
  try {
    window.localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage is full or forbidden: the setting still holds for this visit.
  }
}
