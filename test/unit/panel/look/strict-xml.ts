/** A start tag that was read, with the text right inside it. */
export interface ReadElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

const NAME = '[A-Za-z][\\w.-]*';
const TOKEN = new RegExp(
  `<\\?xml [^?]*\\?>|</(?<close>${NAME})\\s*>|<(?<open>${NAME})(?<rest>(?:\\s+${NAME}="[^"<]*")*)\\s*(?<empty>/?)>|(?<text>[^<]+)`,
  'y',
);
const ENTITY = /&(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);/gi;
const MEANT: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};

/**
 * The elements of a document in order. Throws where it is not well formed: tags that do not match, a second root, an
 * attribute twice or without quotes, a bare `&` or `<`, a control character. It knows no comments, no CDATA and no
 * doctype.
 */
export function readXml(document: string): readonly ReadElement[] {
  const elements: { name: string; attributes: Record<string, string>; text: string }[] = [];
  const open: (typeof elements)[number][] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < document.length) {
    const at = TOKEN.lastIndex;
    const groups = TOKEN.exec(document)?.groups;
    if (!groups) throw new Error(`not XML at ${at}: ${document.slice(at, at + 60)}`);
    if (groups['close'] !== undefined) {
      const { name } = open.pop() ?? { name: 'nothing' };
      if (name !== groups['close']) throw new Error(`</${groups['close']}> closes ${name}`);
    } else if (groups['open'] !== undefined) {
      if (open.length === 0 && elements.length > 0) throw new Error('a second root');
      const one = { name: groups['open'], attributes: attributesOf(groups['rest'] ?? ''), text: '' };
      elements.push(one);
      if (groups['empty'] === '') open.push(one);
    } else if (groups['text'] !== undefined) {
      const inside = open.at(-1);
      if (inside) inside.text += meant(groups['text']);
      else if (groups['text'].trim() !== '') throw new Error('text outside of the root');
    }
  }
  if (open.length > 0 || elements.length === 0) throw new Error('not closed');
  return elements;
}

function attributesOf(source: string): Record<string, string> {
  const found = [...source.matchAll(new RegExp(`(${NAME})="([^"]*)"`, 'g'))];
  const names = found.map(([, name]) => name);
  if (new Set(names).size < names.length) throw new Error(`an attribute twice:${source}`);
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, meant(value)]));
}

function meant(source: string): string {
  if (source.replaceAll(ENTITY, '').includes('&')) throw new Error(`a bare &: ${source}`);
  if (/[^\P{Cc}\t\n\r]/u.test(source)) throw new Error('a control character');
  return source.replaceAll(ENTITY, (entity) => MEANT[entity] ?? '?');
}
