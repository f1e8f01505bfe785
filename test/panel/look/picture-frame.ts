import type { Outcome } from '../outcome.ts';
import type { Scene } from '../scene.ts';
import { fitted, placed, widthOf, type Label } from './label-rows.ts';
import { element, type Element } from './svg.ts';

/** Pixels of the picture, from top to bottom. */
export const WIDTH = 1600;
export const HEIGHT = 600;
const LEFT = 90;
const RIGHT = WIDTH - 20;
const TOP = 48;
const AXIS = 548;

/** Time across the picture. */
export interface Frame {
  readonly fromMs: number;
  readonly toMs: number;
  readonly fromX: number;
  readonly toX: number;
  readonly xOf: (ms: number) => number;
}

const MARGIN_MS = 300;

/** From before the first to after the last that happens, and the scene whole. */
export function frameOf(scene: Scene, outcome: Outcome): Frame {
  const { voiced, spoken, ducks, waits } = outcome;
  const first = Math.min(0, ...[...voiced, ...spoken].map(({ fromMs }) => fromMs));
  const last = Math.max(
    scene.durationMs,
    ...[...voiced, ...spoken, ...ducks, ...waits].map(({ toMs }) => toMs),
    ...[...outcome.heard, ...outcome.decisions].map(({ atMs }) => atMs),
  );
  const [fromMs, toMs] = [first - MARGIN_MS, last + MARGIN_MS];
  const perMs = (RIGHT - LEFT) / (toMs - fromMs);
  return { fromMs, toMs, fromX: LEFT, toX: RIGHT, xOf: (ms) => LEFT + (ms - fromMs) * perMs };
}

export const text = (
  x: number,
  y: number,
  content: string,
  more: Record<string, string | number> = {},
): Element => element('text', { x, y, ...more }, content);

export const line = (
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  more: Record<string, string | number> = {},
): Element => element('line', { x1, y1, x2, y2, stroke: '#000', ...more });

/** A stretch of time between two heights; what lies outside the picture is cut off. */
export function stretch(
  { xOf, fromX, toX }: Frame,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  [top, bottom]: readonly [number, number],
  more: Record<string, string | number>,
  title: string,
): Element {
  const [x, end] = [Math.max(fromX, xOf(fromMs)), Math.min(toX, xOf(toMs))];
  const attributes = { x, y: top, width: Math.max(1, end - x), height: bottom - top, ...more };
  return element('rect', attributes, element('title', {}, title));
}

export const laneName = (y: number, ...lines: readonly string[]): readonly Element[] =>
  lines.map((name, i) => text(8, y + 15 * i, name, i === 0 ? { 'font-weight': 'bold' } : {}));

const ROW_PX = 16;
/** A label may be so wide; the whole text is in its title. */
const MOST_LABEL_PX = 620;

export interface Timed {
  readonly atMs: number;
  readonly text: string;
  /** How its letters look, where not plain. */
  readonly style?: Record<string, string | number>;
}

/**
 * What was at one time each, in rows from `top` down, with a line from each to the height that it belongs to. Those that
 * find no room keep their line, and their text as its title.
 */
export function timedLabels(
  frame: Frame,
  timed: readonly Timed[],
  { top, rows, toY }: { readonly top: number; readonly rows: number; readonly toY: number },
): readonly Element[] {
  const labels = timed.map((one) => ({
    ...one,
    x: frame.xOf(one.atMs) + 3,
    whole: one.text,
    text: fitted(one.text, MOST_LABEL_PX),
  }));
  const found = placed<Label & (typeof labels)[number]>(labels, { rows, fromX: frame.fromX, toX: frame.toX });
  const baseline = (row: number): number => top + ROW_PX * (row + 1) - 4;
  const ticks = labels.map(({ x, whole }) => {
    const row = found.find(({ label }) => label.x === x && label.whole === whole)?.row;
    const fromY = row === undefined ? (toY > top ? top + ROW_PX * rows : top) : baseline(row);
    return element(
      'g',
      {},
      line([x - 3, fromY], [x - 3, toY], { 'stroke-width': 1 }),
      element('title', {}, whole),
    );
  });
  const texts = found.map(({ label, row, textX }) =>
    element(
      'text',
      { x: textX, y: baseline(row), class: 'label', textLength: widthOf(label.text), ...label.style },
      label.text,
      element('title', {}, label.whole),
    ),
  );
  return [...ticks, ...texts];
}

const STEPS_MS = [250, 500, 1000, 2000, 5000, 10_000];
const MOST_TICKS = 16;

export function axis({ fromMs, toMs, xOf, fromX, toX }: Frame): readonly Element[] {
  const stepMs = STEPS_MS.find((step) => (toMs - fromMs) / step <= MOST_TICKS) ?? 60_000;
  const first = Math.ceil(fromMs / stepMs);
  const count = Math.floor(toMs / stepMs) - first + 1;
  const ticks = Array.from({ length: count }, (_, i) => (first + i) * stepMs);
  return [
    line([fromX, AXIS], [toX, AXIS]),
    ...ticks.flatMap((ms) => [
      line([xOf(ms), TOP], [xOf(ms), AXIS], { stroke: '#bbb', 'stroke-width': ms === 0 ? 1.5 : 0.5 }),
      line([xOf(ms), AXIS], [xOf(ms), AXIS + 5]),
      text(xOf(ms), AXIS + 18, String(ms / 1000), { 'text-anchor': 'middle' }),
    ]),
    text(8, AXIS + 18, 'time, s'),
  ];
}
