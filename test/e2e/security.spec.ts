import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { openDesk, type Desk } from './support/overlay.ts';

/** What a page of Beside's may not do, tried from within the page and from main's own view of it. */

let desk: Desk;

test.beforeAll(async () => {
  // Devices exist, so that a refusal is the guard's and not the lack of a camera.
  desk = await openDesk({ args: ['--use-fake-device-for-media-stream'] });
});
test.afterAll(async () => desk.close());

test('every window is sandboxed, isolated and without Node', async () => {
  const preferences = await desk.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      // There, but in no type of Electron's.
      const last = (
        contents as unknown as { getLastWebPreferences(): Electron.WebPreferences }
      ).getLastWebPreferences();
      const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } = last;
      return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag };
    }),
  );
  const safe = {
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  };
  expect(preferences).toEqual([safe, safe]);
  expect(await desk.overlay.evaluate(() => [typeof globalThis.process, 'require' in globalThis])).toEqual([
    'undefined',
    false,
  ]);
});

test('the bridge has the contract and nothing of Electron', async () => {
  expect(await desk.overlay.evaluate(() => Object.keys(window.beside).toSorted())).toEqual([
    'on',
    'report',
    'request',
  ]);
});

test('a page cannot navigate away, open a window or embed a page', async () => {
  await desk.overlay.evaluate(() => {
    location.href = 'https://example.org/';
    window.open('https://example.org/');
    const frame = document.createElement('iframe');
    frame.src = 'https://example.org/';
    document.body.append(frame);
  });
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(desk.overlay.url()).toMatch(/^beside:\/\/app\/overlay\//);
  expect(desk.app.windows().length).toBe(2);
  const frames = desk.overlay.frames().map((frame) => frame.url());
  expect(frames.filter((url) => url.includes('example.org'))).toEqual([]);
});

test('a page cannot reach the network, nor run code from text', async () => {
  const outcome = await desk.overlay.evaluate(async () => {
    const fetched = await fetch('https://example.org/').then(
      () => 'reached',
      () => 'refused',
    );
    const socket = await new Promise<string>((resolve) => {
      try {
        const ws = new WebSocket('wss://example.org/');
        ws.onopen = () => resolve('reached');
        ws.onerror = () => resolve('refused');
      } catch {
        resolve('refused');
      }
    });
    const made = document.createElement('script');
    made.textContent = 'window.ranInline = true';
    document.body.append(made);
    return { fetched, socket, inline: 'ranInline' in window };
  });
  expect(outcome).toEqual({ fetched: 'refused', socket: 'refused', inline: false });
});

test('the overlay gets no microphone, no camera, no screen and no other permission', async () => {
  const outcome = await desk.overlay.evaluate(async () => {
    const tried = async (attempt: () => Promise<unknown>): Promise<string> => {
      try {
        await attempt();
        return 'granted';
      } catch (error) {
        return error instanceof Error ? error.name : 'unknown';
      }
    };
    return {
      microphone: await tried(() => navigator.mediaDevices.getUserMedia({ audio: true })),
      camera: await tried(() => navigator.mediaDevices.getUserMedia({ video: true })),
      screen: await tried(() => navigator.mediaDevices.getDisplayMedia({ video: true })),
      notifications: await Notification.requestPermission(),
    };
  });
  expect(outcome).toEqual({
    microphone: 'NotAllowedError',
    camera: 'NotAllowedError',
    screen: 'NotAllowedError',
    notifications: 'denied',
  });
});

test('messages in the wrong form, from the wrong window or of no channel are refused', async () => {
  const refused = await desk.overlay.evaluate(async () => {
    const beside = window.beside as unknown as { request(name: string, input: unknown): Promise<unknown> };
    const tries: [string, unknown][] = [
      ['line.submit', { text: 7 }],
      ['line.submit', { text: 'x'.repeat(5000) }],
      ['line.submit', { text: 'hello', extra: true }],
      ['microphone.set', null],
      ['capture.ready', undefined],
      ['no.such.channel', undefined],
    ];
    const outcomes: string[] = [];
    for (const [name, input] of tries) {
      try {
        await beside.request(name, input);
        outcomes.push(`${name} accepted`);
      } catch {
        outcomes.push('refused');
      }
    }
    return outcomes;
  });
  expect(refused).toEqual(Array.from({ length: 6 }, () => 'refused'));
  expect((await desk.snapshot()).lines).toEqual([]);
});

test('a window that does not belong to Beside is refused by main itself, whatever it asks', async () => {
  const outcomes = await desk.app.evaluate(async ({ BrowserWindow }) => {
    const rogue = new BrowserWindow({
      show: false,
      webPreferences: { nodeIntegration: true, contextIsolation: false, sandbox: false },
    });
    await rogue.loadURL('data:text/html,rogue');
    const outcome: unknown = await rogue.webContents.executeJavaScript(`(async () => {
      const { ipcRenderer } = require('electron');
      const ask = (name, input) => ipcRenderer.invoke(name, input).then(() => name + ' answered', (error) => error.message);
      ipcRenderer.send('capture.microphone', { state: 'on', label: 'rogue', echoCancellation: true });
      return [await ask('snapshot.get'), await ask('line.submit', { text: 'rogue' }), await ask('capture.ready')];
    })()`);
    rogue.destroy();
    return outcome as string[];
  });
  expect(outcomes.map((outcome) => outcome.includes('Beside refused'))).toEqual([true, true, true]);
  const { lines, microphone } = await desk.snapshot();
  expect({ lines, microphone }).toEqual({ lines: [], microphone: { state: 'off' } });
});

test('not even a server on this machine is reached from a page', async () => {
  let hits = 0;
  const server = createServer((_request, response) => {
    hits++;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  // Images and frames as well: each has a road of its own through Chromium.
  await desk.overlay.evaluate(async (url) => {
    for (const tag of ['img', 'iframe', 'script', 'audio']) {
      const element = document.createElement(tag);
      element.setAttribute('src', url);
      document.body.append(element);
    }
    await fetch(url, { mode: 'no-cors' }).catch(() => undefined);
    navigator.sendBeacon(url);
  }, address);
  // The session's own net stack answers to the same guard, so main's pages cannot go round the page's policy.
  await desk.app.evaluate(
    ({ session }, url) =>
      session.defaultSession
        .fetch(url)
        .catch(() => undefined)
        .then(() => undefined),
    address,
  );
  await new Promise((resolve) => setTimeout(resolve, 500));
  server.close();
  expect(hits).toBe(0);
});

test('the app protocol serves its own pages and nothing above them', async () => {
  const statuses = await desk.overlay.evaluate(async () => {
    const status = async (path: string): Promise<number> => (await fetch(path)).status;
    return [
      await status('/overlay/index.html'),
      await status('/../main.cjs'),
      await status('/%2e%2e/%2e%2e/package.json'),
    ];
  });
  expect(statuses).toEqual([200, 404, 404]);
});
