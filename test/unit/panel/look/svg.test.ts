import { expect, test } from 'vitest';
import { element, markup } from '../../../panel/look/svg.ts';
import { readXml } from './strict-xml.ts';

const HOSTILE = `<b a="1">&amp; "it's" ]]> \u0000\u001b`;

test('elements nest, and those without children close themselves', () => {
  expect(markup(element('g', { id: 'a', x: 1.26 }, element('line', { x1: 0 }), 'so'))).toBe(
    '<g id="a" x="1.3"><line x1="0"/>so</g>',
  );
});

test('text and attributes are read back as they were meant, whatever is in them', () => {
  const [read] = readXml(markup(element('text', { title: HOSTILE }, HOSTILE)));
  const shown = HOSTILE.replace('\u0000', '\uFFFD').replace('\u001b', '\uFFFD');
  expect(read).toEqual({ name: 'text', attributes: { title: shown }, text: shown });
});

test('what is not well formed is told from what is', () => {
  for (const broken of [
    '<a>',
    '<a></b>',
    '<a/><b/>',
    '<a x=1/>',
    '<a x="1" x="2"/>',
    '<a>&</a>',
    '<a><</a>',
    'b',
  ])
    expect(() => readXml(broken), broken).toThrow();
  expect(readXml('<a x="1"><b/>t&lt;</a>').length).toBe(2);
});
