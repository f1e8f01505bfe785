import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { LineItem } from '../../../../renderer/overlay/line-item.tsx';
import { phrases } from '../../../../renderer/overlay/phrases.ts';
import type { Line } from '../../../../shared/snapshot.ts';

const line: Line = {
  id: '1',
  who: 'beside',
  via: 'voice',
  atMs: 0,
  text: 'It is ten past four.',
  heardChars: 5,
  state: 'speaking',
};
const markup = (change: Partial<Line>): string =>
  renderToStaticMarkup(createElement(LineItem, { line: { ...line, ...change } }));
const unheard = (html: string): string | undefined => /data-testid="unheard">([^<]*)</.exec(html)?.[1];

describe('a line of Beside', () => {
  test('shows what has been audible apart from the rest', () => {
    const html = markup({});
    expect(html).toContain('<span>It is</span>');
    expect(unheard(html)).toBe(' ten past four.');
  });

  test('is marked where it was stopped', () => {
    const html = markup({ state: 'cut-off' });
    expect(html.indexOf(phrases.lines.stoppedHere)).toBeGreaterThan(html.indexOf('It is'));
    expect(html.indexOf(phrases.lines.stoppedHere)).toBeLessThan(html.indexOf(' ten past four.'));
  });

  test('that nobody has heard yet is dimmed as a whole', () => {
    expect(unheard(markup({ state: 'waiting', heardChars: 0 }))).toBe(line.text);
  });

  test('that is only shown stands solid and says so', () => {
    const html = markup({ state: 'shown', heardChars: 0 });
    expect(unheard(html)).toBeUndefined();
    expect(html).toContain(phrases.lines.shown);
  });

  test('survives a count beyond its end', () => {
    expect(unheard(markup({ heardChars: 999 }))).toBeUndefined();
  });
});

describe('a line of the person', () => {
  test.each([
    ['typed', phrases.lines.typed],
    ['voice', phrases.lines.spoken],
  ] as const)('that was %s says so in a word', (via, word) => {
    const html = markup({ who: 'user', via, heardChars: null, state: 'final' });
    expect(html).toContain(word);
    expect(html).toContain('data-testid="line-user"');
  });
});

test('words of the person that may still be heard differently stand apart from those that stand', () => {
  const said = { who: 'user', text: 'what is the thyme', heardChars: 11 } as const;
  const html = markup(said);
  expect(html).toContain('<span>what is the</span>');
  expect(/data-testid="open-words">([^<]*)</.exec(html)?.[1]).toBe(' thyme');
  expect(markup({ ...said, state: 'final', heardChars: null })).not.toContain('open-words');
});

test('what anyone writes is text, never markup', () => {
  expect(markup({ who: 'user', text: '<img src=x onerror=alert(1)>' })).not.toContain('<img');
});
