import type { Mark } from '../scene.ts';
import { element, type Element } from './svg.ts';

/** Fills that can be told apart without colour, too: each has lines or dots of its own. */

interface Fill {
  readonly colour: string;
  /** What is drawn into each 8 × 8 tile; null: nothing. */
  readonly path: string | null;
}

const FILLS = {
  turn: { colour: '#cfe2f7', path: null },
  open: { colour: '#cfe2f7', path: 'M0 8H8' },
  pause: { colour: '#ffffff', path: 'M4 0V8' },
  interruption: { colour: '#ffdcb8', path: 'M0 8L8 0M-1 1L1 -1M7 9L9 7' },
  backchannel: { colour: '#d5efcf', path: 'M2 2h1M6 6h1' },
  tic: { colour: '#e8d6f2', path: 'M1 4h2M5 0h2M5 8h2' },
  'non-directed': { colour: '#e6e6e6', path: 'M0 4H8' },
  noise: { colour: '#f2f2f2', path: 'M0 0L8 8M-1 7L1 9M7 -1L9 1' },
  duck: { colour: '#ffe9a8', path: 'M0 8L8 0M-1 1L1 -1M7 9L9 7' },
  wait: { colour: '#ffffff', path: 'M2 2h1M6 6h1' },
} as const satisfies Readonly<Record<Exclude<Mark['kind'], 'due'> | 'duck' | 'wait', Fill>>;

export type FillName = keyof typeof FILLS;

export const filled = (name: FillName): { fill: string; stroke: string } => ({
  fill: `url(#${name})`,
  stroke: '#555',
});

export const patterns: Element = element(
  'defs',
  {},
  ...Object.entries<Fill>(FILLS).map(([id, { colour, path }]) =>
    element(
      'pattern',
      { id, width: 8, height: 8, patternUnits: 'userSpaceOnUse' },
      element('rect', { width: 8, height: 8, fill: colour }),
      ...(path === null ? [] : [element('path', { d: path, stroke: '#555', 'stroke-width': 1.2 })]),
    ),
  ),
);
