import { afterEach, describe, expect, it } from 'vitest';
import { jsdomStyle } from './computed-style';

const ASKED = ['display', 'visibility', 'opacity', 'pointer-events', 'direction', 'overflow', 'overflow-y', 'padding-left', 'width', '--offset'];

const PAGE = `
  <p>text <b>bold</b> <span hidden>gone</span></p>
  <div style="display: none; --offset: 3px">gone <span style="visibility: visible">too</span></div>
  <div style="visibility: hidden">unseen <i>too</i> <i style="visibility: visible">seen</i> <i style="visibility: inherit">too</i></div>
  <div style="pointer-events: none; opacity: 0; overflow: auto; padding: 4px; width: 5px"><button>out of reach</button></div>
  <table><thead><tr><th>head</th></tr></thead><tbody><tr><td>cell</td></tr></tbody></table>
  <ul><li>item</li></ul>
  <input><input type="hidden"><input type="checkbox"><textarea></textarea><select><option>one</option></select>
  <details>closed</details><details open>open</details>
  <dialog>closed</dialog><dialog open>open</dialog>
  <div dir="rtl">right</div>
  <svg width="10"><path d="M0 0"></path></svg>
  <iframe title="mail"></iframe><a href="/">link</a><label>name</label><h1>title</h1><template></template>`;

afterEach(() => {
  document.body.innerHTML = '';
  document.head.innerHTML = '';
});

const stylesBy = (style: typeof window.getComputedStyle) =>
  [...document.querySelectorAll('*')].map((element) => [element.outerHTML, ...ASKED.map((name) => style(element).getPropertyValue(name))]);

describe('the quick computed style', () => {
  it('is that of jsdom', () => {
    document.body.innerHTML = PAGE;
    expect(stylesBy((element) => window.getComputedStyle(element))).toEqual(stylesBy(jsdomStyle));
    expect(window.getComputedStyle(document.body).paddingLeft).toBe(jsdomStyle(document.body).paddingLeft);
  });

  it('leaves a page with a style sheet to jsdom', () => {
    document.head.innerHTML = '<style>p { display: none }</style>';
    document.body.innerHTML = PAGE;
    expect(stylesBy((element) => window.getComputedStyle(element))).toEqual(stylesBy(jsdomStyle));
    expect(document.querySelector('p')).not.toBeVisible();
  });
});
