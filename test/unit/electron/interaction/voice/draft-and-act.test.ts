import { beforeEach, expect, test } from 'vitest';
import type { Effect } from '../../../../../electron/interaction/timeline/events.ts';
import { ANSWER, Driver } from '../support/driver.ts';

let driver: Driver;
beforeEach(() => {
  driver = new Driver();
});

const names = (): string[] => driver.effects.map(({ type }) => type);
const newest = <T extends Effect['type']>(type: T): Extract<Effect, { type: T }> => {
  const found = driver.effects.findLast(
    (effect): effect is Extract<Effect, { type: T }> => effect.type === type,
  );
  if (!found) throw new Error(`no ${type} so far`);
  return found;
};
const lines = (): string[] => driver.state.lines.map(({ who, text, state }) => `${who}: ${text} (${state})`);

const recognised = (text: string): void =>
  driver.perceive({ type: 'recognised', requestId: newest('recognise').requestId, text });
const replied = (): void =>
  driver.perceive({ type: 'reply', requestId: newest('reply').requestId, reply: ANSWER });
const synthesised = (sentence: 0 | 1): void =>
  driver.perceive({
    type: 'synthesised',
    utteranceId: newest('synthesise').utteranceId,
    sentence,
    samples: 48_000,
    sentenceEnd: true,
    last: sentence === 1,
  });
const voice = (ms: number): void => driver.hear(0.9, ms);
const quiet = (ms: number): void => driver.hear(0.01, ms);

/** The person has asked, and Beside says its first sentence. */
function speaking(): void {
  driver.perceive({ type: 'typed', text: 'Hello' });
  replied();
  synthesised(0);
  driver.cell();
}

test('words are looked for 200 ms into a silence, with the sound just after them', () => {
  voice(1000);
  quiet(190);
  expect(names()).toEqual([]);
  quiet(40);
  const { fromSample, toSample } = newest('recognise');
  expect(fromSample).toBe(0);
  expect(toSample - (driver.state.voice.run?.lastVoicedSample ?? 0)).toBe(3200);
});

test("an answer is prepared while the floor is still the person's, and waits for it", () => {
  voice(1000);
  quiet(250);
  recognised('What time is it?');
  replied();
  synthesised(0);
  expect(names()).toEqual(['recognise', 'reply', 'synthesise']);
  expect(driver.state.draft?.stage).toBe('ready');
  expect(lines()).toEqual([]);
  quiet(450);
  expect(names()).toEqual(['recognise', 'reply', 'synthesise', 'play']);
  expect(lines()).toEqual([
    'user: What time is it? (final)',
    'beside: It is 12:05. Anything else? (waiting)',
  ]);
});

test.each([
  ['recognising', 1],
  ['replying', 2],
  ['voicing', 3],
  ['ready', 4],
] as const)(
  'a draft that is %s is thrown away when the person goes on, and its work is cancelled',
  (stage, steps) => {
    voice(1000);
    quiet(250);
    for (const step of [() => recognised('What time'), replied, () => synthesised(0)].slice(0, steps - 1))
      step();
    expect(driver.state.draft?.stage).toBe(stage);
    const id = driver.state.draft?.requestId ?? '';
    voice(100);
    expect(newest('cancel').id).toBe(id);
    expect(driver.state.draft).toBeNull();
    quiet(250);
    expect(newest('recognise').fromSample).toBe(0);
  },
);

test('sound without words frees the floor and leaves no line', () => {
  voice(600);
  quiet(250);
  recognised('  ');
  quiet(600);
  expect(lines()).toEqual([]);
  expect(driver.state).toMatchObject({ draft: null, voice: { run: null } });
});

test('a click never becomes a draft, and is forgotten after the timeout', () => {
  voice(64);
  quiet(1000);
  expect(names()).toEqual([]);
  expect(driver.state.voice.run).toBeNull();
});

test('when hearing is lost, a question half said is dropped', () => {
  voice(1000);
  driver.perceive({ type: 'abilities', hear: false, speak: true });
  expect(driver.state).toMatchObject({ draft: null, voice: { run: null } });
});

test('a question that was finished before hearing was lost, or the gate closed, is still answered', () => {
  voice(1000);
  quiet(250);
  driver.perceive({ type: 'abilities', hear: false, speak: true });
  driver.perceive({ type: 'microphone', open: false, echoCancelled: true, atSample: 99_999 });
  recognised('What time is it?');
  replied();
  synthesised(0);
  driver.cell();
  expect(names()).toEqual(['recognise', 'reply', 'synthesise', 'play']);
});

test('words that could not be made out are owned up to, once', () => {
  voice(1000);
  quiet(250);
  driver.perceive({ type: 'recognition-failed', requestId: newest('recognise').requestId });
  quiet(1500);
  expect(lines()).toEqual(["beside: I heard you, but couldn't make out the words. (shown)"]);
  expect(driver.state.voice.run).toBeNull();
});

test('an answer whose sound is still being made waits for it, and is then spoken', () => {
  voice(1000);
  quiet(250);
  recognised('What time is it?');
  replied();
  quiet(1200);
  expect(lines()).toEqual([]);
  synthesised(0);
  driver.cell();
  expect(names().at(-1)).toBe('play');
});

test('stop, pressed while an answer is being made, calls it off', () => {
  driver.perceive({ type: 'typed', text: 'Hello' });
  driver.perceive({ type: 'stop-pressed' });
  expect(newest('cancel').id).toBe(newest('reply').requestId);
  replied();
  driver.cell();
  expect(lines()).toEqual(['user: Hello (final)']);
});

test('a player that says nothing for five seconds is given up, and the next answer is spoken', () => {
  speaking();
  for (let cell = 0; cell < 25; cell++) driver.cell();
  expect(driver.state.own).toBeNull();
  expect(lines().at(-1)).toMatch(/\(cut-off\)$/);
  expect(newest('stop').utteranceId).toBe(newest('play').utteranceId);
  speaking();
  expect(names().filter((name) => name === 'play').length).toBe(2);
});

test('a recogniser that never answers is given up after twenty seconds', () => {
  voice(1000);
  quiet(250);
  for (let cell = 0; cell < 101; cell++) driver.cell();
  quiet(1000);
  expect(newest('cancel').id).toBe(newest('recognise').requestId);
  expect(lines()).toEqual(["beside: I heard you, but couldn't make out the words. (shown)"]);
});

test('a typed line comes before what is being understood', () => {
  voice(1000);
  quiet(250);
  const heard = newest('recognise').requestId;
  driver.perceive({ type: 'typed', text: 'Never mind' });
  expect(newest('cancel').id).toBe(heard);
  expect(newest('reply')).toMatchObject({ text: 'Never mind', via: 'typed' });
});

test('what was said before a typed line is understood after its answer', () => {
  voice(1000);
  quiet(250);
  driver.perceive({ type: 'abilities', hear: true, speak: false });
  driver.perceive({ type: 'typed', text: 'Hello' });
  replied();
  driver.cell();
  expect(lines()).toEqual(['user: Hello (final)', 'beside: It is 12:05. Anything else? (shown)']);
  expect(names().at(-1)).toBe('recognise');
});

test('a result that nobody asked for changes nothing', () => {
  const before = driver.state;
  driver.perceive({ type: 'recognised', requestId: 'hear-99', text: 'boo' });
  driver.perceive({ type: 'reply', requestId: 'reply-99', reply: ANSWER });
  driver.perceive({
    type: 'synthesised',
    utteranceId: 'say-99',
    sentence: 0,
    samples: 1,
    sentenceEnd: true,
    last: true,
  });
  driver.perceive({ type: 'audible', utteranceId: 'say-99', samples: 1 });
  expect(driver.state).toEqual(before);
});

test('words over Beside are looked for once they have taken the floor, from their beginning', () => {
  speaking();
  quiet(600);
  const began = driver.state.voice.nowSample;
  voice(700);
  expect(newest('stop').utteranceId).toBe(newest('play').utteranceId);
  quiet(250);
  expect(newest('recognise').fromSample).toBeLessThanOrEqual(began);
  expect(newest('recognise').fromSample).toBeGreaterThan(began - 5000);
});

test('a yield stops the voice with a fade and ends the sentences still being made', () => {
  speaking();
  const utteranceId = newest('play').utteranceId;
  voice(900);
  expect(driver.effects.slice(-2)).toEqual([
    { type: 'stop', utteranceId, fadeMs: 20 },
    { type: 'cancel', id: utteranceId },
  ]);
});

test('a yield cancels nothing when every sentence is made', () => {
  speaking();
  synthesised(1);
  voice(900);
  expect(names().at(-1)).toBe('stop');
});

test('a short sound over Beside is forgotten after half a second of silence', () => {
  speaking();
  voice(200);
  expect(driver.state.voice.run).not.toBeNull();
  quiet(800);
  expect(driver.state.voice.run).toBeNull();
  expect(names()).not.toContain('stop');
});

test('the stop button outranks the policy and is remembered once', () => {
  speaking();
  driver.perceive({ type: 'stop-pressed' });
  driver.cell();
  driver.cell();
  expect(names().filter((name) => name === 'stop').length).toBe(1);
  expect(driver.state.own?.state).toBe('stopping');
  driver.perceive({
    type: 'playback-ended',
    utteranceId: newest('play').utteranceId,
    samples: 9600,
    cause: 'stopped',
  });
  expect(driver.state.stopPressed).toBe(false);
});

test('stop in silence is no debt: the next answer is spoken', () => {
  driver.perceive({ type: 'stop-pressed' });
  speaking();
  driver.cell();
  expect(names()).not.toContain('stop');
});

test('a later sentence that cannot be made ends the speech once', () => {
  speaking();
  const utteranceId = newest('play').utteranceId;
  driver.perceive({ type: 'synthesis-failed', utteranceId });
  driver.perceive({ type: 'synthesis-failed', utteranceId });
  driver.cell();
  expect(driver.effects.filter(({ type }) => type === 'stop')).toEqual([
    { type: 'stop', utteranceId, fadeMs: 20 },
  ]);
});

test('an answer that could not be voiced is shown', () => {
  driver.perceive({ type: 'typed', text: 'Hello' });
  replied();
  driver.perceive({ type: 'synthesis-failed', utteranceId: newest('synthesise').utteranceId });
  driver.cell();
  expect(lines()).toEqual(['user: Hello (final)', 'beside: It is 12:05. Anything else? (shown)']);
});
