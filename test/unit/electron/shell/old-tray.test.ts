import { expect, test } from 'vitest';
import { hasOldTray, readCookie } from '../../../../electron/shell/old-tray.ts';

const soon = (): AbortSignal => AbortSignal.timeout(2000);

const text = (said: string): Buffer => {
  const bytes = Buffer.from(said);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
};
const entry = (display: string, kind: string, secret: string): Buffer =>
  Buffer.concat([Buffer.from([1, 0]), ...['desk', display, kind, secret].map(text)]);

test('the secret is that of the display, of the kind that is spoken here', () => {
  const file = Buffer.concat([
    entry('1', 'MIT-MAGIC-COOKIE-1', 'other'),
    entry('0', 'XDM-AUTHORIZATION-1', 'odd'),
    entry('0', 'MIT-MAGIC-COOKIE-1', 'ours'),
  ]);
  expect(readCookie(file, '0')?.toString()).toBe('ours');
  expect(readCookie(file, '1')?.toString()).toBe('other');
  expect(readCookie(file, '2')).toBeNull();
});

test('an entry without a display is for all, and a file cut short is for none', () => {
  const whole = entry('', 'MIT-MAGIC-COOKIE-1', 'all');
  expect(readCookie(whole, '7')?.toString()).toBe('all');
  expect(readCookie(entry('3', 'MIT-MAGIC-COOKIE-1', 'secret').subarray(0, 5), '3')).toBeNull();
});

test('without an X server there is no old tray', async () => {
  expect(await hasOldTray({}, soon())).toBe(false);
});

test('a server that is elsewhere is not asked, and one that is not there has not answered', async () => {
  expect(await hasOldTray({ DISPLAY: 'far.example:10.0' }, soon())).toBeNull();
  expect(await hasOldTray({ DISPLAY: ':65432' }, soon())).toBeNull();
});
