/**
 * The computed style of an element without the price of jsdom's, which matches its whole default style sheet and
 * resolves every colour at each question: half the time of all tests. No style sheet is loaded in tests, so a style is
 * what jsdom gives to every such element, what stands on the element itself, and what it inherits (the arrow of a summary
 * is left out). Should a sheet ever be loaded, jsdom answers.
 */
type ComputedStyle = typeof window.getComputedStyle;

/** Kept before `setup.ts` puts the quick one in its place. */
export const jsdomStyle: ComputedStyle = window.getComputedStyle.bind(window);

/** Attributes on which the default style sheet makes one element differ from another of its name. */
const TELLING = ['dir', 'hidden', 'open', 'popover', 'type'];
/** What jsdom hands down, and from which value on. */
const INHERITED: Partial<Record<string, string>> = { visibility: 'visible', 'pointer-events': 'auto' };

export function quickComputedStyle(jsdomStyle: ComputedStyle): ComputedStyle {
  const styles = new Map<string, CSSStyleDeclaration>();

  function styleOfKind(element: Element): CSSStyleDeclaration {
    const kind = JSON.stringify([element.localName, ...TELLING.map((name) => element.getAttribute(name))]);
    const style = styles.get(kind) ?? jsdomStyle(bare(element));
    styles.set(kind, style);
    return style;
  }

  function valueOf(element: Element, property: string): string {
    const own = (element as HTMLElement).style.getPropertyValue(property);
    if (own && own !== 'inherit') return own;
    const ofKind = styleOfKind(element).getPropertyValue(property);
    return element.parentElement && ofKind === INHERITED[property] ? valueOf(element.parentElement, property) : ofKind;
  }

  return (element, pseudoElement) =>
    element.ownerDocument.styleSheets.length > 0 ? jsdomStyle(element, pseudoElement) : declaration((property) => valueOf(element, property));
}

/** The same element, alone and with nothing but what tells its kind. */
function bare(element: Element): Element {
  const copy = element.ownerDocument.createElementNS(element.namespaceURI, element.localName);
  for (const name of TELLING) {
    const value = element.getAttribute(name);
    if (value !== null) copy.setAttribute(name, value);
  }
  return copy;
}

/** Answers like a declaration, for properties in both spellings: `padding-left` and `paddingLeft`. */
function declaration(getPropertyValue: (property: string) => string): CSSStyleDeclaration {
  const get = (_: object, name: string | symbol) => {
    if (name === 'getPropertyValue') return getPropertyValue;
    return typeof name === 'string' ? getPropertyValue(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)) : undefined;
  };
  return new Proxy({}, { get }) as CSSStyleDeclaration;
}
