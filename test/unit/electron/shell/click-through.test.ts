import { beforeEach, expect, test } from 'vitest';
import { ClickThrough, clickThroughHere } from '../../../../electron/shell/click-through.ts';

let asked: string[];
beforeEach(() => void (asked = []));
const on = (platform: string): ClickThrough =>
  new ClickThrough(
    {
      setIgnoreMouseEvents: (ignore, options) =>
        void asked.push(`${ignore} ${options?.forward ?? ''}`.trim()),
    },
    platform,
  );

test('clicks go through the bar but not through what takes them, where the system tells where the pointer is', () => {
  const clicks = on('darwin');
  clicks.pointer(false, 'bar');
  clicks.pointer(false, 'bar');
  clicks.pointer(true, 'bar');
  expect(asked).toEqual(['true true', 'false']);
});

test('the card takes every click', () => {
  const clicks = on('win32');
  clicks.pointer(false, 'bar');
  clicks.pointer(false, 'card');
  expect(asked).toEqual(['true true', 'false']);
});

test('a system that would never hand the pointer back lets nothing through', () => {
  expect(clickThroughHere('linux')).toBe(false);
  on('linux').pointer(false, 'bar');
  expect(asked).toEqual([]);
});
