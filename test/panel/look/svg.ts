/** As little of SVG as a picture needs. What is text is escaped here and nowhere else. */

type Attributes = Readonly<Record<string, string | number>>;

export interface Element {
  readonly name: string;
  readonly attributes: Attributes;
  /** Text stands as it is meant, not escaped. */
  readonly children: readonly (Element | string)[];
}

export const element = (
  name: string,
  attributes: Attributes = {},
  ...children: readonly (Element | string)[]
): Element => ({ name, attributes, children });

export function markup({ name, attributes, children }: Element): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(plain(value))}"`);
  const inside = children.map((child) => (typeof child === 'string' ? escaped(child) : markup(child)));
  return inside.length === 0
    ? `<${name}${given.join('')}/>`
    : `<${name}${given.join('')}>${inside.join('')}</${name}>`;
}

/** A tenth of a pixel is less than anybody sees. */
const plain = (value: string | number): string =>
  typeof value === 'number' ? String(Math.round(value * 10) / 10) : value;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** XML knows no control characters, not even escaped. */
const escaped = (text: string): string =>
  text.replaceAll(/[^\P{Cc}\t\n]/gu, '\uFFFD').replaceAll(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
