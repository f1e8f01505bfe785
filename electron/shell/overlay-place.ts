/** Where the overlay stands, in DIP. Pure: displays come in, rectangles go out. */

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface Display {
  /** The system's own name for it, the same whenever it is plugged in again. */
  readonly id: string;
  /** What panels and docks leave free. */
  readonly workArea: Rect;
}

export const CARD_SIZE = { width: 420, height: 640 };
export const CARD_MIN = { width: 340, height: 320 };
export const BAR_HEIGHT = 64;
const EDGE_GAP = 24;
/** So much of it has to be on a screen that a hand can take it. */
const REACHABLE_PX = 120;

/** The card's place on a display: where it was left there, as far as it fits now, or the lower right corner. */
export function cardOn({ workArea }: Display, remembered: Rect | undefined): Rect {
  if (remembered && isReachable(remembered, workArea)) return fitted(remembered, workArea);
  const width = Math.min(CARD_SIZE.width, workArea.width);
  const height = Math.min(CARD_SIZE.height, Math.max(CARD_MIN.height, workArea.height - 2 * EDGE_GAP));
  return {
    x: workArea.x + Math.max(0, workArea.width - width - EDGE_GAP),
    y: workArea.y + Math.max(0, workArea.height - height - EDGE_GAP),
    width,
    height,
  };
}

/** The bar that a card becomes: at its upper or lower edge, whichever is nearer to the display's. */
export function barOf(before: Rect, { workArea }: Display): Rect {
  const card = fitted(before, workArea);
  const atBottom = isLow(card, workArea);
  return { ...card, y: atBottom ? card.y + card.height - BAR_HEIGHT : card.y, height: BAR_HEIGHT };
}

/** The card that a bar becomes: it grows away from the display's nearer edge and stays on the screen. */
export function cardOf(bar: Rect, height: number, { workArea }: Display): Rect {
  const fitting = Math.min(height, workArea.height);
  const y = isLow(bar, workArea) ? bar.y + bar.height - fitting : bar.y;
  const lowest = workArea.y + workArea.height - fitting;
  return { ...bar, y: Math.min(Math.max(y, workArea.y), Math.max(lowest, workArea.y)), height: fitting };
}

/** The display to open on: the one last used, where it is there, else the first, which is the main one. */
export function displayFor(displays: readonly Display[], last: string | null): Display | undefined {
  return displays.find(({ id }) => id === last) ?? displays[0];
}

const isLow = (rect: Rect, area: Rect): boolean => rect.y + rect.height / 2 > area.y + area.height / 2;

/** Its upper and lower edge within the display; sideways it may hang over. */
function fitted(rect: Rect, area: Rect): Rect {
  const height = Math.min(rect.height, area.height);
  const y = Math.min(Math.max(rect.y, area.y), area.y + area.height - height);
  return { ...rect, y, height };
}

/** So much of it is on the display that a hand can take it. */
export function isReachable(rect: Rect, area: Rect): boolean {
  const across = Math.min(rect.x + rect.width, area.x + area.width) - Math.max(rect.x, area.x);
  return across >= REACHABLE_PX && rect.y >= area.y && rect.y <= area.y + area.height - 40;
}
