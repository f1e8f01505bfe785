import { beforeEach, expect, test } from 'vitest';
import { InvitedTracks } from '../../../../renderer/capture/invited-tracks.ts';
import type { InvitedStream } from '../../../../shared/streams.ts';

/** A track that the system gave, as far as it is touched. */
class Track extends EventTarget {
  readonly label: string;
  readonly kind: 'audio' | 'video';
  held = true;
  readyState: 'live' | 'ended' = 'live';
  constructor(kind: 'audio' | 'video', label: string) {
    super();
    this.kind = kind;
    this.label = label;
  }
  stop(): void {
    this.held = false;
  }
}

interface Asked {
  readonly stream: InvitedStream;
  give(...tracks: readonly Track[]): Promise<void>;
  refuse(name: string): Promise<void>;
}

let asked: Asked[];
let reports: string[];
let delivered: Set<InvitedStream>;
let tracks: InvitedTracks;
let invitation: number;
/** As main does it: a number for each invitation, and with its end. */
const set = (stream: InvitedStream, on: boolean): void => {
  if (on) invitation += 1;
  tracks.set(stream, on, invitation);
};
const settled = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve));

beforeEach(() => {
  [asked, reports, delivered] = [[], [], new Set()];
  invitation = 0;
  tracks = new InvitedTracks({
    ask: (stream) =>
      new Promise((resolve, reject) => {
        asked.push({
          stream,
          give: (...given) => {
            resolve(mediaOf(given));
            return settled();
          },
          refuse: (name) => {
            reject(new DOMException('', name));
            return settled();
          },
        });
      }),
    deliver: (stream) => {
      delivered.add(stream);
      return () => void delivered.delete(stream);
    },
    report: (report) => {
      const more = report.state === 'on' ? report.label : report.state === 'failed' ? report.fault : '';
      reports.push(`${report.invitation} ${report.stream} ${report.state} ${more}`.trim());
    },
  });
});

function mediaOf(given: readonly Track[]): MediaStream {
  const of = (kind: string) => () => given.filter((track) => track.kind === kind);
  return {
    getTracks: () => given,
    getVideoTracks: of('video'),
    getAudioTracks: of('audio'),
  } as unknown as MediaStream;
}

test('a stream is delivered while it is open, and its device given back when it ends', async () => {
  const camera = new Track('video', 'Cam');
  set('camera', true);
  await asked[0]?.give(camera);
  expect(reports).toEqual(['1 camera on Cam']);
  expect(delivered).toEqual(new Set(['camera']));
  set('camera', false);
  expect(camera.held).toBe(false);
  expect(delivered.size).toBe(0);
  expect(reports.at(-1)).toBe('1 camera off');
});

test('called off while the system asks: what comes then is given back at once, and only then is its end told', async () => {
  const camera = new Track('video', 'Cam');
  set('camera', true);
  set('camera', false);
  expect(reports).toEqual([]);
  await asked[0]?.give(camera);
  expect(camera.held).toBe(false);
  expect(reports).toEqual(['1 camera off']);
});

test('invited again before the first answer: one device is held, whichever answer comes last', async () => {
  const [first, second] = [new Track('video', 'first'), new Track('video', 'second')];
  set('camera', true);
  set('camera', false);
  set('camera', true);
  await asked[1]?.give(second);
  await asked[0]?.give(first);
  expect([first.held, second.held]).toEqual([false, true]);
  expect(reports).toEqual(['2 camera on second', '1 camera off']);
  set('camera', false);
  expect(second.held).toBe(false);
});

test('a device that goes by itself is told as ended, once', async () => {
  const camera = new Track('video', 'Cam');
  set('camera', true);
  await asked[0]?.give(camera);
  camera.dispatchEvent(new Event('ended'));
  camera.dispatchEvent(new Event('ended'));
  expect(reports).toEqual(['1 camera on Cam', '1 camera failed ended']);
  expect(delivered.size).toBe(0);
});

test('a device that went while it was handed over is told as ended', async () => {
  const camera = new Track('video', 'Cam');
  camera.readyState = 'ended';
  set('camera', true);
  await asked[0]?.give(camera);
  expect(reports).toEqual(['1 camera failed ended']);
  expect(delivered.size).toBe(0);
});

test('the same invitation told twice asks once', () => {
  set('camera', true);
  tracks.set('camera', true, invitation);
  expect(asked.length).toBe(1);
});

test('of system sound the picture that comes with it is let go, and without sound there is none', async () => {
  const [sound, picture] = [new Track('audio', 'System audio'), new Track('video', 'Screen')];
  set('system-sound', true);
  await asked[0]?.give(picture, sound);
  expect([sound.held, picture.held]).toEqual([true, false]);
  set('system-sound', false);
  const alone = new Track('video', 'Screen');
  set('system-sound', true);
  await asked[1]?.give(alone);
  expect(alone.held).toBe(false);
  expect(reports.at(-1)).toBe('2 system-sound failed unsupported');
});

test.each([
  ['camera', 'NotAllowedError', 'permission-denied'],
  ['camera', 'NotFoundError', 'no-device'],
  ['camera', 'NotReadableError', 'device-busy'],
  ['camera', 'AbortError', 'device-busy'],
  ['screen', 'AbortError', 'cancelled'],
  ['screen', 'NotAllowedError', 'permission-denied'],
  ['system-sound', 'NotReadableError', 'unsupported'],
  ['system-sound', 'SomethingNew', 'unknown'],
] as const)('%s refused with %s is %s', async (stream, name, fault) => {
  set(stream, true);
  await asked[0]?.refuse(name);
  expect(reports).toEqual([`1 ${stream} failed ${fault}`]);
});
