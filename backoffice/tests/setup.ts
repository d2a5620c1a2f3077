/** What jsdom lacks and the page needs, and a clean browser for each test. */
import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import { jsdomStyle, quickComputedStyle } from './computed-style';

// A busy machine is not a failure; the whole page in an error message hides the error; and asking jsdom whether each
// element is visible takes most of the time of a test.
configure({
  asyncUtilTimeout: 15_000,
  defaultHidden: true,
  getElementError: (message) => new Error(message ?? 'element not found'),
});

class NoResize {
  observe() {}
  unobserve() {}
  disconnect() {}
}

vi.stubGlobal('ResizeObserver', NoResize);
window.getComputedStyle = quickComputedStyle(jsdomStyle);
window.matchMedia = (media) =>
  ({ media, matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }) as unknown as MediaQueryList;

// The design system looks for the class of a theme at each of its buttons. Of a class, jsdom remembers what it found
// until the page changes; of a selector it does not.
const bySelector: (this: Document, selector: string) => Element | null = Reflect.get(Document.prototype, 'querySelector');
Object.defineProperty(document, 'querySelector', {
  configurable: true,
  value: (selector: string): Element | null => {
    const [, className] = /^\.([\w-]+)$/.exec(selector) ?? [];
    return className ? document.getElementsByClassName(className).item(0) : bySelector.call(document, selector);
  },
});

beforeEach(() => {
  window.localStorage.clear();
});
afterEach(cleanup);
