import { expect, test } from 'vitest';
import { scenePicture } from '../../../panel/look/scene-picture.ts';
import type { Outcome } from '../../../panel/outcome.ts';
import type { CompiledScene, Mark, Scene } from '../../../panel/scene.ts';
import { readXml, type ReadElement } from './strict-xml.ts';

const HOSTILE = 'if a < b & "c" > \'d\', </text>?';

const marks: readonly Mark[] = [
  { kind: 'turn', fromMs: 500, toMs: 2500, text: HOSTILE, answer: ['39', 'thirty <nine>'] },
  { kind: 'pause', fromMs: 1200, toMs: 1600 },
  { kind: 'interruption', fromMs: 3000, toMs: 3500, text: 'Hold on', answer: [] },
  { kind: 'backchannel', fromMs: 3600, toMs: 3700 },
  { kind: 'tic', fromMs: 3800, toMs: 3900 },
  { kind: 'non-directed', fromMs: 4000, toMs: 4500 },
  { kind: 'noise', fromMs: 0, toMs: 6000 },
  { kind: 'due', dueMs: 5000, words: ['stretch', 'now'] },
];
const scene: Scene = {
  id: 'question/<1>',
  family: 'question',
  split: 'held-out',
  human: false,
  speakers: ['awb'],
  prelude: { kind: 'typed', text: 'Every & always', atMs: 100 },
  durationMs: 6000,
  marks,
  echoDb: -30,
  snrDb: 10,
};
const compiled: CompiledScene = { scene, sound: new Float32Array(96_000).fill(0.1, 8000, 40_000) };
const outcome: Outcome = {
  sceneId: scene.id,
  voiced: [
    { fromMs: -200, toMs: 900 },
    { fromMs: 3200, toMs: 4400 },
  ],
  spoken: [
    { fromMs: -250, toMs: 950, text: 'A <story>', heardChars: 9, because: 'prelude', cutOff: false },
    {
      fromMs: 3150,
      toMs: 4400,
      text: 'Thirty plus nine is 39.',
      heardChars: 11,
      because: 'answer',
      cutOff: true,
    },
  ],
  ducks: [{ fromMs: 3400, toMs: 3600 }],
  waits: [{ fromMs: 3600, toMs: 4000 }],
  heard: [{ atMs: 3100, text: 'What is <thirty> & nine?' }],
  decisions: Array.from({ length: 30 }, (_, i) => ({ atMs: 200 * i, act: 'silent', reason: `reason-${i}` })),
};

const draw = (what: Outcome = outcome): readonly ReadElement[] =>
  readXml(scenePicture(compiled, what, 'silence-500'));
const textsOf = (elements: readonly ReadElement[]): readonly string[] => elements.map(({ text }) => text);

test('the picture is well formed and says what it shows', () => {
  const [svg, ...inside] = draw();
  expect(svg).toMatchObject({ name: 'svg', attributes: { width: '1600', height: '600' } });
  expect(textsOf(inside)).toContain('question/<1> · question · held-out · silence-500');
});

test('every mark is in it, in its own fill and with its words', () => {
  const elements = draw();
  for (const { kind } of marks) {
    expect(
      textsOf(elements).some((text) => text.startsWith(kind)),
      kind,
    ).toBe(true);
    const fills = elements.filter(
      ({ name, attributes }) => name === 'rect' && attributes['fill'] === `url(#${kind})`,
    );
    expect(fills.length, kind).toBe(kind === 'due' ? 0 : 1);
  }
  expect(textsOf(elements)).toContain(`turn “${HOSTILE}” → 39 / thirty <nine>`);
  expect(textsOf(elements)).toContain('due: stretch / now');
});

test('every spoken, heard and typed line is in it, and what of a line was not heard', () => {
  const texts = textsOf(draw());
  expect(texts).toContain('prelude: “A <story>”');
  expect(texts).toContain('answer, cut off: “Thirty plus┃ nine is 39.”');
  expect(texts).toContain('“What is <thirty> & nine?”');
  expect(texts).toContain('typed: “Every & always”');
});

test('voice, ducks and waits lie where they were', () => {
  const spans = draw().filter(({ name }) => name === 'rect');
  const widthOf = (fill: string): number =>
    Number(spans.find(({ attributes }) => attributes['fill'] === fill)?.attributes['width']);
  // 200 and 400 ms.
  expect(widthOf('url(#wait)') / widthOf('url(#duck)')).toBeCloseTo(2, 1);
  expect(spans.filter(({ attributes }) => attributes['fill-opacity'] === '0.8').length).toBe(2);
});

test('every decision has its tick, named at least to a pointer', () => {
  const texts = textsOf(draw());
  for (const { reason } of outcome.decisions)
    expect(
      texts.some((text) => text === `silent: ${reason}`),
      reason,
    ).toBe(true);
});

test('no label stands on another', () => {
  const labels = draw()
    .filter(({ attributes }) => attributes['class'] === 'label')
    .map(({ attributes }) => [attributes['x'], attributes['y'], attributes['textLength']].map(Number));
  expect(labels.length).toBeGreaterThan(15);
  for (const [i, [x = 0, y, width = 0]] of labels.entries())
    for (const [otherX = 0, otherY, otherWidth = 0] of labels.slice(i + 1))
      if (y === otherY) expect(x + width <= otherX || otherX + otherWidth <= x).toBe(true);
});

test('a scene in which nothing came of it has a picture too', () => {
  const nothing = { voiced: [], spoken: [], ducks: [], waits: [], heard: [], decisions: [] };
  expect(draw({ sceneId: scene.id, ...nothing }).length).toBeGreaterThan(20);
});
