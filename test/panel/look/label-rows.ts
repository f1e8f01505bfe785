/** A label that is to stand at `x`, where there is room for it. */
export interface Label {
  readonly x: number;
  readonly text: string;
}

export interface Placed<L extends Label> {
  readonly label: L;
  readonly row: number;
  /** Where its text begins: further left than wanted where it would leave the picture. */
  readonly textX: number;
}

export interface Space {
  readonly rows: number;
  readonly fromX: number;
  readonly toX: number;
}

/** Wide letters on average, at 12 px. */
const CHAR_PX = 6.6;
const APART_PX = 10;

export const widthOf = (text: string): number => text.length * CHAR_PX;

/**
 * Each label in the first row in which it touches no other, in their order. One that finds no room is left out: better
 * than two that nobody can read.
 */
export function placed<L extends Label>(
  labels: readonly L[],
  { rows, fromX, toX }: Space,
): readonly Placed<L>[] {
  const ends = Array.from({ length: rows }, () => Number.NEGATIVE_INFINITY);
  const inOrder = labels.toSorted((a, b) => a.x - b.x);
  return inOrder.flatMap((label) => {
    const width = widthOf(label.text);
    const textX = Math.max(fromX, Math.min(label.x, toX - width));
    const row = ends.findIndex((end) => end + APART_PX <= textX);
    if (row < 0) return [];
    ends[row] = textX + width;
    return [{ label, row, textX }];
  });
}

/** Shortened to what fits, with a sign that it is. */
export function fitted(text: string, widthPx: number): string {
  const most = Math.max(1, Math.floor(widthPx / CHAR_PX));
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}
