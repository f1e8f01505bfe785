import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { furnish, muteMicrophones } from './support/devices.ts';
import { missingOldTray, openOldTray, type Picture } from './support/old-tray.ts';
import { answerHeard, openDesk, ready, turnMicrophoneOn, typeLine, type Desk } from './support/overlay.ts';
import { missingTrayHost, openTrayHost, type TrayHost } from './support/tray-host.ts';

/** Beside in a tray of today's kind, read and clicked over D-Bus; in one of the old kind; and on a desktop without any. */

const screens = path.resolve(import.meta.dirname, '../../test-results/screens');
let desk: Desk;

test.afterEach(async () => {
  await desk.close();
  muteMicrophones(false);
});
test.afterAll(() => furnish());

const hostKnown = async (): Promise<string> => (await desk.snapshot()).tray;
const microphone = async (): Promise<string> => (await desk.snapshot()).microphone.state;
const switchWord = (): ReturnType<Desk['overlay']['getByTestId']> => desk.overlay.getByTestId('mic-toggle');

test.describe('a tray on the session bus', () => {
  const missing = missingTrayHost();
  test.skip(missing !== null, missing ?? '');

  let tray: TrayHost;
  test.beforeEach(async () => {
    tray = await openTrayHost();
    desk = await openDesk();
    await ready(desk);
    await expect.poll(() => tray.count()).toBe(1);
  });
  test.afterEach(async () => tray.close());

  /** The tray's tooltip, its menu's first line and the overlay's switch tell of the same state. */
  async function bothSay(inTray: RegExp, onOverlay: string): Promise<void> {
    await expect.poll(async () => (await tray.read()).tooltip).toMatch(inTray);
    expect((await tray.labels())[0]).toMatch(new RegExp(inTray.source.replace('^Beside: ', '^')));
    await expect(switchWord()).toContainText(onOverlay);
  }

  test('it knows of the tray, and says there what the overlay says, in words and by a picture', async () => {
    await expect.poll(hostKnown).toBe('present');
    expect((await tray.read()).status).toBe('Active');
    await bothSay(/^Beside: Microphone off/, 'off');
    const off = await tray.read();
    await turnMicrophoneOn(desk);
    await bothSay(/^Beside: Microphone on/, 'on');
    expect((await tray.labels())[0]).toBe('Microphone on. Listening');
    const on = await tray.read();
    muteMicrophones(true);
    await bothSay(/^Beside: Microphone muted/, 'muted');
    const muted = await tray.read();
    muteMicrophones(false);
    await bothSay(/^Beside: Microphone on/, 'on');
    await desk.overlay.getByTestId('pause').click();
    await desk.overlay.getByTestId('pause-1-hour').click();
    await bothSay(/^Beside: Paused until \d{1,2}:\d\d/, 'paused');
    const pictures = [off, on, muted].map(({ picture }) => JSON.stringify(picture));
    expect(new Set(pictures).size).toBe(3);
    // Closed is closed, whoever closed it.
    expect((await tray.read()).picture).toEqual(off.picture);
  });

  test('its menu turns the microphone on, pauses it, resumes it, and turns everything off', async () => {
    await tray.choose('Turn the microphone on');
    await expect.poll(microphone).toBe('on');
    await expect.poll(() => tray.labels()).toContain('Turn the microphone off');
    await tray.choose('Pause everything', 'For 15 minutes');
    const pausedAtMs = Date.now();
    await expect.poll(microphone).toBe('paused');
    const { microphone: paused } = await desk.snapshot();
    const lengthMs = paused.state === 'paused' ? paused.untilMs - pausedAtMs : 0;
    expect(lengthMs / 60_000).toBeCloseTo(15, 0);
    await expect.poll(() => tray.labels()).toContain('Resume');
    await tray.choose('Resume');
    await expect.poll(microphone).toBe('on');
    await expect.poll(() => tray.labels()).toContain('Turn the microphone off');
    await tray.choose('Everything off (Ctrl+Alt+K)');
    await expect.poll(microphone).toBe('off');
    await expect(desk.overlay.getByTestId('notice')).toContainText('Everything is off');
    await expect.poll(() => tray.labels()).toContain('Turn the microphone on');
    await tray.choose('Turn the microphone on');
    await expect.poll(microphone).toBe('on');
    await expect.poll(() => tray.labels()).toContain('Turn the microphone off');
    await tray.choose('Turn the microphone off');
    await expect.poll(microphone).toBe('off');
  });

  test('its menu stops the voice while there is one, and names what is to be said by itself', async () => {
    await typeLine(desk, 'Remind me in ten minutes to call R&D');
    await answerHeard(desk);
    await expect
      .poll(async () => (await tray.labels())[1])
      .toMatch(/^1 reminder: call R&D, \d{1,2}:\d\d [AP]M$/);
    expect(await tray.labels()).not.toContain('Stop speaking');
    await typeLine(desk, 'Tell me a story');
    await expect.poll(async () => (await desk.snapshot()).floor, { intervals: [20] }).toBe('speaking');
    await new Promise((resolve) => setTimeout(resolve, 500));
    await tray.choose('Stop speaking');
    await expect.poll(async () => (await desk.snapshot()).lines.at(-1)?.state).toBe('cut-off');
    await expect.poll(() => tray.labels()).not.toContain('Stop speaking');
  });

  test('it shows the overlay, by its menu and by a click on the icon, and quits Beside', async () => {
    const visible = (): Promise<boolean> =>
      desk.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().some((window) => window.getTitle() === 'Beside' && window.isVisible()),
      );
    const hide = (): Promise<void> =>
      desk.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().forEach((window) => window.hide()),
      );
    for (const show of [() => tray.choose('Show Beside'), tray.activate]) {
      await hide();
      await expect.poll(visible).toBe(false);
      await show();
      await expect.poll(visible).toBe(true);
    }
    const exited = new Promise((resolve) => desk.app.process().once('exit', resolve));
    await tray.choose('Quit Beside');
    await exited;
    await expect.poll(() => tray.count()).toBe(0);
  });
});

test.describe('a tray of the old kind', () => {
  const missing = missingOldTray();
  test.skip(missing !== null, missing ?? '');

  test('it holds the icon, with another picture in each state', async () => {
    fs.mkdirSync(screens, { recursive: true });
    const tray = await openOldTray();
    try {
      // The newer GTK cannot do it.
      desk = await openDesk({ args: ['--gtk-version=3'] });
      await ready(desk);
      /** The picture once it is there and is another than before: it is painted a moment after the state has changed. */
      const keep = async (name: string, before: Picture | null): Promise<Picture> => {
        let now = await tray.picture(desk);
        await expect
          .poll(async () => {
            now = await tray.picture(desk);
            return now.ink > 100 && !before?.png.equals(now.png);
          })
          .toBe(true);
        fs.writeFileSync(path.join(screens, `tray-${name}.png`), now.png);
        return now;
      };
      const off = await keep('off', null);
      await turnMicrophoneOn(desk);
      const on = await keep('on', off);
      muteMicrophones(true);
      await expect.poll(microphone).toBe('muted');
      const muted = await keep('muted', on);
      expect(muted.png.equals(off.png)).toBe(false);
      muteMicrophones(false);
      await desk.overlay.getByTestId('pause').click();
      await desk.overlay.getByTestId('pause-1-hour').click();
      await expect.poll(microphone).toBe('paused');
      // Closed is closed, whoever closed it.
      await expect.poll(async () => (await tray.picture(desk)).png.equals(off.png)).toBe(true);
      await keep('paused', muted);
      // No bus knows this tray. It was looked for long ago, and "absent" would be wrong.
      expect(await hostKnown()).toBe('unknown');
    } finally {
      await tray.close();
    }
  });
});

test('without any tray Beside works, and knows it', async () => {
  desk = await openDesk();
  await ready(desk);
  await expect.poll(hostKnown).toBe('absent');
  await turnMicrophoneOn(desk);
  await typeLine(desk, 'What is 6 times 7?');
  expect(await answerHeard(desk)).toBe('6 times 7 is 42.');
  expect(await microphone()).toBe('on');
});

test.describe('a tray that comes after Beside', () => {
  const missing = missingTrayHost();
  test.skip(missing !== null, missing ?? '');

  test('it gets the icon', async () => {
    desk = await openDesk();
    await expect.poll(hostKnown).toBe('absent');
    const tray = await openTrayHost();
    try {
      // A busy machine may have missed the first looks; later ones are 30 s apart.
      await expect.poll(hostKnown, { timeout: 45_000 }).toBe('present');
      await expect.poll(() => tray.count()).toBe(1);
      expect((await tray.labels())[0]).toBe('Microphone off');
      await tray.choose('Turn the microphone on');
      await expect.poll(microphone).toBe('on');
    } finally {
      await tray.close();
    }
  });
});
