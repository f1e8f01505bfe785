import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  BAR_HEIGHT,
  barOf,
  CARD_MIN,
  cardOf,
  cardOn,
  displayFor,
  type Display,
  type Rect,
} from '../../../../electron/shell/overlay-place.ts';

const screen: Display = { id: '1', workArea: { x: 0, y: 24, width: 1920, height: 1056 } };
const inside = (rect: Rect, { workArea: area }: Display): boolean =>
  rect.x >= area.x &&
  rect.y >= area.y &&
  rect.x + rect.width <= area.x + area.width &&
  rect.y + rect.height <= area.y + area.height;

const displays = fc.record({
  x: fc.integer({ min: -4000, max: 4000 }),
  y: fc.integer({ min: -2000, max: 2000 }),
  width: fc.integer({ min: 640, max: 5120 }),
  height: fc.integer({ min: 400, max: 2880 }),
});
const cardsOnDisplays = displays.chain((workArea) =>
  fc
    .record({
      width: fc.integer({ min: CARD_MIN.width, max: workArea.width }),
      height: fc.integer({ min: CARD_MIN.height, max: workArea.height }),
      atX: fc.double({ min: 0, max: 1, noNaN: true }),
      atY: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ width, height, atX, atY }) => ({
      display: { id: 'any', workArea },
      card: {
        x: workArea.x + Math.round(atX * (workArea.width - width)),
        y: workArea.y + Math.round(atY * (workArea.height - height)),
        width,
        height,
      },
    })),
);

test('the first time the card stands in the lower right corner, whole on the screen', () => {
  expect(cardOn(screen, undefined)).toEqual({ x: 1476, y: 416, width: 420, height: 640 });
  fc.assert(
    fc.property(displays, (workArea) => {
      expect(inside(cardOn({ id: 'any', workArea }, undefined), { id: 'any', workArea })).toBe(true);
    }),
  );
});

test('where it was left is where it opens, unless no hand could reach it there', () => {
  const left = { x: 100, y: 200, width: 500, height: 700 };
  expect(cardOn(screen, left)).toEqual(left);
  // Of a larger screen: its lower edge comes up, and the bar is on the screen.
  expect(cardOn(screen, { ...left, height: 1400 })).toEqual({ ...left, y: 24, height: 1056 });
  expect(inside(barOf({ ...left, y: 600, height: 1400 }, screen), screen)).toBe(true);
  expect(cardOn(screen, { ...left, x: 1900 })).toEqual(cardOn(screen, undefined));
  expect(cardOn(screen, { ...left, y: -50 })).toEqual(cardOn(screen, undefined));
});

test('a card that becomes a bar and a card again stands where it stood', () => {
  fc.assert(
    fc.property(cardsOnDisplays, ({ display, card }) => {
      const bar = barOf(card, display);
      expect(bar.height).toBe(BAR_HEIGHT);
      expect(inside(bar, display)).toBe(true);
      expect(cardOf(bar, card.height, display)).toEqual(card);
    }),
  );
});

test('a bar that was moved to any place grows into a card that is whole on the screen', () => {
  fc.assert(
    fc.property(cardsOnDisplays, fc.integer({ min: 320, max: 4000 }), ({ display, card }, height) => {
      const grown = cardOf({ ...card, height: BAR_HEIGHT }, height, display);
      expect(inside(grown, display)).toBe(true);
    }),
  );
});

test('it opens on the display that was last used, and on the main one when that is gone', () => {
  const second: Display = { id: '2', workArea: { x: 1920, y: 0, width: 1280, height: 1024 } };
  expect(displayFor([screen, second], '2')).toBe(second);
  expect(displayFor([screen], '2')).toBe(screen);
  expect(displayFor([screen, second], null)).toBe(screen);
  expect(displayFor([], '2')).toBeUndefined();
});
