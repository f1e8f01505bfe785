import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  initialLife,
  live,
  nextTickMs,
  type InputDevice,
  type LifeEffect,
  type LifeEvent,
  type MicrophoneLife,
} from '../../../../renderer/capture/microphone-life.ts';
import { microphoneFaultSchema } from '../../../../shared/snapshot.ts';

const track = { label: 'Built-in', echoCancellation: true, muted: false };
const on = { state: 'on', label: 'Built-in', echoCancellation: true };
/** As Windows and macOS list them: the default entry tells the hardware behind it. */
const builtIn: readonly InputDevice[] = [
  { id: 'default', group: 'g1', label: 'Default - Built-in' },
  { id: 'a', group: 'g1', label: 'Built-in' },
  { id: 'b', group: 'g2', label: 'Headset' },
];
const headset = [{ id: 'default', group: 'g2', label: 'Default - Headset' }, ...builtIn.slice(1)];
/** As PulseAudio does: it does not. */
const opaque: readonly InputDevice[] = [
  { id: 'default', group: 'pulse', label: 'Default' },
  { id: 'a', group: 'g1', label: 'Built-in' },
  { id: 'b', group: 'g2', label: 'Headset' },
];

class Life {
  state: MicrophoneLife = initialLife;
  nowMs = 0;
  effects: readonly LifeEffect[] = [];

  take(event: LifeEvent): this {
    const step = live(this.state, event, this.nowMs);
    this.state = step.state;
    this.effects = step.effects;
    return this;
  }

  after(ms: number): this {
    this.nowMs += ms;
    return this.take({ type: 'tick' });
  }

  open(inputs = builtIn, facts = track): this {
    const generation = this.state.opening ?? -1;
    return this.take({ type: 'opened', generation, track: facts, inputs });
  }

  refuse(fault: 'no-device' | 'device-busy' | 'permission-denied'): this {
    return this.take({ type: 'open-failed', generation: this.state.opening ?? -1, fault });
  }

  get reports(): unknown[] {
    return this.effects.flatMap((effect) => (effect.type === 'report' ? [effect.report] : []));
  }
}

const running = (inputs = builtIn): Life => new Life().take({ type: 'wish', on: true }).open(inputs);

test('turning on opens, turning off gives back', () => {
  const life = new Life().take({ type: 'wish', on: true });
  expect(life.effects).toEqual([{ type: 'open', generation: 1 }]);
  expect(life.open().effects).toEqual([
    { type: 'connect', generation: 1 },
    { type: 'report', report: on },
  ]);
  expect(life.take({ type: 'wish', on: false }).effects).toEqual([
    { type: 'close', generation: 1 },
    { type: 'report', report: { state: 'off' } },
  ]);
});

test('turning on twice opens once, and says again what is so', () => {
  const life = new Life().take({ type: 'wish', on: true });
  expect(life.take({ type: 'wish', on: true }).effects).toEqual([]);
  expect(life.open().take({ type: 'wish', on: true }).reports).toEqual([on]);
});

test('a device that arrives after its wish has passed is given back unheard', () => {
  const life = new Life().take({ type: 'wish', on: true }).take({ type: 'wish', on: false });
  life.take({ type: 'opened', generation: 1, track, inputs: builtIn });
  expect(life.effects).toEqual([{ type: 'close', generation: 1 }]);
});

test('another default is opened 250 ms after the last change, and the old track flows until it is there', () => {
  const life = running().take({ type: 'devices', inputs: headset });
  expect(life.after(249).effects).toEqual([]);
  expect(life.after(1).effects).toEqual([{ type: 'open', generation: 2 }]);
  expect(life.open(headset, { ...track, label: 'Headset' }).effects).toEqual([
    { type: 'close', generation: 1 },
    { type: 'connect', generation: 2 },
    { type: 'report', report: { ...on, label: 'Headset' } },
  ]);
});

test('a device that is not listened to may come and go', () => {
  const life = running().take({ type: 'devices', inputs: builtIn.slice(0, 2) });
  expect(nextTickMs(life.state)).toBeNull();
});

test('where the default does not tell its hardware, any microphone that comes or goes has the track opened anew', () => {
  const life = running(opaque).take({ type: 'devices', inputs: opaque.slice(0, 2) });
  expect(life.after(250).effects).toEqual([{ type: 'open', generation: 2 }]);
});

test('the only microphone is called by its own name, not "Default"', () => {
  const life = new Life().take({ type: 'wish', on: true });
  expect(life.open(opaque.slice(0, 2), { ...track, label: 'Default' }).reports).toEqual([on]);
});

test('a track that ends is said and opened again at once, then every 2 s, until there is one', () => {
  const life = running().take({ type: 'ended', generation: 1 });
  expect(life.effects).toEqual([
    { type: 'close', generation: 1 },
    { type: 'report', report: { state: 'recovering', reason: 'lost' } },
    { type: 'open', generation: 2 },
  ]);
  expect(life.refuse('no-device').reports).toEqual([{ state: 'recovering', reason: 'no-device' }]);
  expect(life.after(1999).effects).toEqual([]);
  expect(life.after(1).effects).toEqual([{ type: 'open', generation: 3 }]);
  expect(life.refuse('no-device').reports).toEqual([]);
  expect(life.after(2000).open().reports).toEqual([on]);
});

test('a microphone that is plugged in is opened without waiting for the next try', () => {
  const life = new Life().take({ type: 'wish', on: true }).refuse('no-device');
  life.take({ type: 'devices', inputs: builtIn });
  expect(life.after(250).effects).toEqual([{ type: 'open', generation: 2 }]);
});

test('a refusal by the person or the system ends the wish', () => {
  const life = new Life().take({ type: 'wish', on: true }).refuse('permission-denied');
  expect(life.reports).toEqual([{ state: 'failed', fault: 'permission-denied' }]);
  expect({ wanted: life.state.wanted, next: nextTickMs(life.state) }).toEqual({ wanted: false, next: null });
});

test('muted for longer than 800 ms is said, shorter is not, and so is its end', () => {
  const life = running().take({ type: 'muted', generation: 1 });
  expect(life.after(799).reports).toEqual([]);
  expect(life.take({ type: 'unmuted', generation: 1 }).reports).toEqual([]);
  life.take({ type: 'muted', generation: 1 });
  expect(life.after(800).reports).toEqual([{ ...on, state: 'muted' }]);
  expect(life.take({ type: 'unmuted', generation: 1 }).reports).toEqual([on]);
});

test('asleep the microphone is given back, and awake it is opened again', () => {
  const life = running().take({ type: 'asleep', asleep: true });
  expect(life.effects).toEqual([
    { type: 'close', generation: 1 },
    { type: 'report', report: { state: 'recovering', reason: 'asleep' } },
  ]);
  expect(life.after(60_000).effects).toEqual([]);
  expect(life.take({ type: 'asleep', asleep: false }).effects).toEqual([{ type: 'open', generation: 2 }]);
  expect(life.open().reports).toEqual([on]);
});

test('turned on while asleep it waits, turned off while asleep it stays off', () => {
  const life = new Life().take({ type: 'asleep', asleep: true }).take({ type: 'wish', on: true });
  expect(life.reports).toEqual([{ state: 'recovering', reason: 'asleep' }]);
  life.take({ type: 'wish', on: false }).take({ type: 'asleep', asleep: false });
  expect(life.effects).toEqual([]);
});

test('a system that never answers when it is asked again is asked again, and what it gives late is given back', () => {
  const life = running().take({ type: 'ended', generation: 1 });
  expect(nextTickMs(life.state)).toBe(life.nowMs + 10_000);
  expect(life.after(9_999).effects).toEqual([]);
  expect(life.after(1).reports).toEqual([{ state: 'recovering', reason: 'device-busy' }]);
  expect(life.take({ type: 'opened', generation: 2, track, inputs: builtIn }).effects).toEqual([
    { type: 'close', generation: 2 },
  ]);
  expect(life.after(2000).effects).toEqual([{ type: 'open', generation: 3 }]);
});

test('a track that ends before it was there is given back and tried again, not taken for a working one', () => {
  const life = new Life().take({ type: 'wish', on: true }).take({ type: 'ended', generation: 1 });
  expect(life.reports).toEqual([{ state: 'recovering', reason: 'device-busy' }]);
  expect(life.take({ type: 'opened', generation: 1, track, inputs: builtIn }).effects).toEqual([
    { type: 'close', generation: 1 },
  ]);
  expect(life.after(2000).effects).toEqual([{ type: 'open', generation: 2 }]);
});

test('the first time a person may take as long as they like to allow the microphone', () => {
  const life = new Life().take({ type: 'wish', on: true });
  expect(nextTickMs(life.state)).toBeNull();
  expect(life.after(120_000).effects).toEqual([]);
});

const generation = fc.nat(8);
const event: fc.Arbitrary<LifeEvent> = fc.oneof(
  fc.record({ type: fc.constant('wish' as const), on: fc.boolean() }),
  fc.record({
    type: fc.constant('opened' as const),
    generation,
    track: fc.constant(track),
    inputs: fc.constantFrom(builtIn, headset, opaque),
  }),
  fc.record({
    type: fc.constant('open-failed' as const),
    generation,
    fault: fc.constantFrom(...microphoneFaultSchema.options),
  }),
  fc.record({ type: fc.constantFrom('ended' as const, 'muted' as const, 'unmuted' as const), generation }),
  fc.record({ type: fc.constant('devices' as const), inputs: fc.constantFrom(builtIn, headset, opaque, []) }),
  fc.record({ type: fc.constant('asleep' as const), asleep: fc.boolean() }),
  fc.constant({ type: 'tick' as const }),
);

test('whatever happens: at most one track flows, none without the wish or asleep, and a wish is never forgotten', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(event, fc.nat(3000))), (events) => {
      const life = new Life();
      const flowing = new Set<number>();
      for (const [one, ms] of events) {
        life.nowMs += ms;
        life.take(one);
        for (const effect of life.effects) {
          if (effect.type === 'connect') flowing.add(effect.generation);
          if (effect.type === 'close') flowing.delete(effect.generation);
        }
        const { wanted, asleep, opening, openAtMs, current } = life.state;
        expect(flowing.size).toBeLessThanOrEqual(1);
        expect([...flowing]).toEqual(current ? [current.generation] : []);
        if (!wanted || asleep) expect(flowing.size).toBe(0);
        if (wanted && !asleep) expect(current !== null || opening !== null || openAtMs !== null).toBe(true);
      }
    }),
  );
});
