import type { WebContents } from 'electron';
import { beforeEach, expect, test, vi } from 'vitest';
import { VoicePlayer } from '../../../../electron/capture/voice-player.ts';
import type { PlaybackCommand, PlaybackReport } from '../../../../shared/capture-protocol.ts';
import type { FakePort } from '../../../scenarios/support/electron.ts';

vi.mock('electron', () => import('../../../scenarios/support/electron.ts'));

/** A capture window that writes down what it is told. */
class FakeWindow {
  readonly told: PlaybackCommand[] = [];
  #port: FakePort | null = null;

  constructor(player: VoicePlayer) {
    player.connect({
      postMessage: (_channel: string, _message: unknown, [port]: [FakePort]) => {
        port.on('message', ({ data }) => void this.told.push(data as PlaybackCommand));
        this.#port = port;
      },
    } as unknown as WebContents);
  }

  async reports(report: unknown): Promise<void> {
    this.#port?.postMessage(report);
    await arrived();
  }

  get names(): string[] {
    return this.told.filter(({ type }) => type !== 'gain').map(({ type }) => type);
  }

  get gain(): number | undefined {
    const last = this.told.findLast((one) => one.type === 'gain');
    return last?.type === 'gain' ? last.gain : undefined;
  }
}

/** Ports deliver in a microtask. */
const arrived = async (): Promise<void> => {
  for (let i = 0; i < 4; i += 1) await Promise.resolve();
};
const piece = new Float32Array(480);
const ended = { type: 'ended', utteranceId: 'say-1', renderedSamples: 480, cause: 'finished' } as const;

/** For tests that need no more of it than that it is there. */
const open = (): FakeWindow => new FakeWindow(player);

let reported: PlaybackReport[];
let player: VoicePlayer;
beforeEach(() => {
  reported = [];
  player = new VoicePlayer((report) => void reported.push(report));
});

test('sound is held until it is to be played, and later pieces go straight on', async () => {
  const window = new FakeWindow(player);
  player.expect('say-1');
  player.add('say-1', piece, false);
  await arrived();
  expect(window.names).toEqual([]);
  expect(player.play('say-1')).toBe(true);
  player.add('say-1', piece, true);
  await arrived();
  expect(window.names).toEqual(['play', 'play']);
});

test('sound that nobody expects is never played', async () => {
  const window = new FakeWindow(player);
  player.add('say-1', piece, true);
  expect(player.play('say-1')).toBe(false);
  await arrived();
  expect(window.names).toEqual([]);
});

test('without a window nothing can be played, and nothing of it is played once there is one', async () => {
  player.expect('say-1');
  player.add('say-1', piece, true);
  expect(player.connected).toBe(false);
  expect(player.play('say-1')).toBe(false);
  const window = new FakeWindow(player);
  player.add('say-1', piece, true);
  expect(player.play('say-1')).toBe(false);
  await arrived();
  expect(window.names).toEqual([]);
});

test('only what plays can be stopped or made to wait', async () => {
  const window = new FakeWindow(player);
  player.expect('say-1');
  expect(player.stop('say-1', 20)).toBe(false);
  player.pause('say-1', true);
  player.play('say-1');
  player.pause('say-1', true);
  expect(player.stop('say-1', 20)).toBe(true);
  await arrived();
  expect(window.names).toEqual(['pause', 'stop']);
});

test('discarding leaves what plays, and tells whether it was news', () => {
  open();
  player.expect('say-1');
  player.expect('say-2');
  player.play('say-2');
  expect(player.discard('say-1')).toBe(true);
  expect(player.discard('say-1')).toBe(false);
  expect(player.discard('say-2')).toBe(false);
  expect(player.stop('say-2', 0)).toBe(true);
});

test('a window that goes takes what it played with it, and the next one begins at full level', async () => {
  open();
  player.setVolume(0.5);
  player.expect('say-1');
  player.expect('say-2');
  player.play('say-1');
  player.duck(true);
  expect(player.disconnect()).toEqual(['say-1']);
  expect(player.disconnect()).toEqual([]);
  const next = new FakeWindow(player);
  await arrived();
  expect(next.gain).toBe(0.5);
});

test('a lowered voice is part of the volume, and comes back when what plays has ended', async () => {
  const window = new FakeWindow(player);
  player.setVolume(0.5);
  player.expect('say-1');
  player.play('say-1');
  player.duck(true);
  await arrived();
  expect(window.gain).toBeCloseTo(0.1);
  await window.reports(ended);
  await arrived();
  expect(window.gain).toBe(0.5);
  expect(reported).toEqual([ended]);
  expect(player.stop('say-1', 0)).toBe(false);
});

test('a report that is none is ignored', async () => {
  const window = new FakeWindow(player);
  for (const wrong of [null, 7, {}, { ...ended, renderedSamples: -1 }, { ...ended, cause: 'lost' }])
    await window.reports(wrong);
  expect(reported).toEqual([]);
});
