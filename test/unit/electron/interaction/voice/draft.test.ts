import { expect, test } from 'vitest';
import { ANSWER } from '../support/driver.ts';
import { stageOf } from '../support/stage.ts';

// The quick recogniser has its own tests (perception/hear-words.test.ts): here one recogniser hears the ending.
const stage = stageOf({ hearFast: false });
const { names, newest, lines, recognised, replied, synthesised, voice, quiet, speaking } = stage;

test('words are looked for 200 ms into a silence, with the sound just after them', () => {
  voice(1000);
  quiet(190);
  expect(names()).toEqual([]);
  quiet(40);
  const { fromSample, toSample } = newest('recognise');
  expect(fromSample).toBe(0);
  expect(toSample - (stage.driver.state.voice.run?.lastVoicedSample ?? 0)).toBe(3200);
});

test("an answer is prepared while the floor is still the person's, and waits for it", () => {
  voice(1000);
  quiet(250);
  recognised('What time is it?');
  replied();
  synthesised(0);
  expect(names()).toEqual(['recognise', 'reply', 'synthesise']);
  expect(stage.driver.state.draft?.stage).toBe('ready');
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
  (reached, steps) => {
    voice(1000);
    quiet(250);
    for (const step of [() => recognised('What time'), replied, () => synthesised(0)].slice(0, steps - 1))
      step();
    expect(stage.driver.state.draft?.stage).toBe(reached);
    const id = stage.driver.state.draft?.requestId ?? newest('recognise').requestId;
    voice(100);
    expect(newest('cancel').id).toBe(id);
    expect(stage.driver.state.draft).toBeNull();
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
  expect(stage.driver.state).toMatchObject({ draft: null, voice: { run: null } });
});

test('a click never becomes a draft, and is forgotten after the timeout', () => {
  voice(64);
  quiet(1000);
  expect(names()).toEqual([]);
  expect(stage.driver.state.voice.run).toBeNull();
});

const deaf = { type: 'abilities', hearFast: false, hearFinal: false, speak: true } as const;

test('when hearing is lost, a question half said waits for it to come back, and holds the floor no longer than 15 s', () => {
  voice(1000);
  stage.driver.perceive(deaf);
  for (let cell = 0; cell < 70; cell++) stage.driver.cell();
  expect(stage.driver.state.voice.run).not.toBeNull();
  for (let cell = 0; cell < 10; cell++) stage.driver.cell();
  expect(stage.driver.state).toMatchObject({ draft: null, voice: { run: null } });
});

test('a question that ends while nobody hears is heard and answered once somebody does again', () => {
  voice(1000);
  stage.driver.perceive(deaf);
  voice(300);
  quiet(3000);
  expect(lines()).toEqual([]);
  stage.driver.perceive({ ...deaf, hearFinal: true });
  expect(newest('recognise').fromSample).toBe(0);
  recognised('What time is it?');
  replied();
  synthesised(0);
  stage.driver.cell();
  expect(lines()[0]).toBe('user: What time is it? (final)');
});

test('an ending that was lost with the recogniser is heard again when that is back', () => {
  voice(1000);
  quiet(250);
  const lost = newest('recognise').requestId;
  stage.driver.perceive({ type: 'recognition-failed', requestId: lost });
  stage.driver.perceive(deaf);
  for (let cell = 0; cell < 10; cell++) stage.driver.cell();
  expect(newest('recognise').requestId).toBe(lost);
  stage.driver.perceive({ ...deaf, hearFinal: true });
  stage.driver.cell();
  expect(newest('recognise').requestId).not.toBe(lost);
  expect(newest('recognise').fromSample).toBe(0);
});

test('a question that was finished before hearing was lost, or the gate closed, is still answered', () => {
  voice(1000);
  quiet(250);
  stage.driver.perceive(deaf);
  stage.driver.perceive({ type: 'microphone', open: false, echoCancelled: true, atSample: 99_999 });
  recognised('What time is it?');
  replied();
  synthesised(0);
  stage.driver.cell();
  expect(names()).toEqual(['recognise', 'reply', 'synthesise', 'play']);
});

test('words that could not be made out in four tries are owned up to, once', () => {
  voice(1000);
  quiet(250);
  for (let tries = 0; tries < 4; tries++) {
    stage.driver.perceive({ type: 'recognition-failed', requestId: newest('recognise').requestId });
    stage.driver.cell();
  }
  quiet(1500);
  expect(lines()).toEqual(["beside: I heard you, but couldn't make out the words. (shown)"]);
  expect(stage.driver.state.voice.run).toBeNull();
});

test('an answer whose sound is still being made waits for it, and is then spoken', () => {
  voice(1000);
  quiet(250);
  recognised('What time is it?');
  replied();
  quiet(1200);
  expect(lines()).toEqual([]);
  synthesised(0);
  stage.driver.cell();
  expect(names().at(-1)).toBe('play');
});

test('stop, pressed while an answer is being made, calls it off', () => {
  stage.driver.perceive({ type: 'typed', text: 'Hello' });
  stage.driver.perceive({ type: 'stop-pressed' });
  expect(newest('cancel').id).toBe(newest('reply').requestId);
  replied();
  stage.driver.cell();
  expect(lines()).toEqual(['user: Hello (final)']);
});

test('a typed line is answered before what is being understood, which is understood all the same', () => {
  voice(1000);
  quiet(250);
  stage.driver.perceive({ ...deaf, hearFinal: true, speak: false });
  stage.driver.perceive({ type: 'typed', text: 'Never mind' });
  expect(newest('reply')).toMatchObject({ text: 'Never mind', via: 'typed' });
  recognised('What time is it?');
  replied();
  stage.driver.cell();
  expect(lines()).toEqual(['user: Never mind (final)', 'beside: It is 12:05. Anything else? (shown)']);
  expect(newest('reply')).toMatchObject({ text: 'What time is it?', via: 'voice' });
  expect(names().filter((name) => name === 'recognise').length).toBe(1);
});

test('a question that was being understood when a typed line came is answered after it, though that is spoken', () => {
  voice(1000);
  quiet(250);
  const heard = newest('recognise');
  stage.driver.perceive({ type: 'typed', text: 'Never mind' });
  stage.answer(heard, 'What time is it?');
  replied();
  synthesised(0);
  synthesised(1);
  stage.driver.cell();
  const utteranceId = newest('play').utteranceId;
  quiet(2000);
  stage.driver.perceive({ type: 'playback-ended', utteranceId, samples: 96_000, cause: 'finished' });
  quiet(400);
  expect(newest('reply')).toMatchObject({ text: 'What time is it?', via: 'voice' });
});

test('an answer whose player is gone before any of it was heard is shown', () => {
  speaking();
  const { utteranceId } = newest('play');
  stage.driver.perceive({ type: 'playback-ended', utteranceId, samples: 0, cause: 'lost' });
  expect(lines().at(-1)).toMatch(/\(shown\)$/);
});

test('an output that goes stops what plays, and is not taken for the person', () => {
  speaking();
  stage.driver.perceive({ type: 'output-gone' });
  stage.driver.cell();
  expect(newest('stop').utteranceId).toBe(newest('play').utteranceId);
  expect(stage.driver.state.decision.reason).toBe('output-gone');
});

test('an output that goes in silence calls nothing off', () => {
  stage.driver.perceive({ type: 'typed', text: 'Hello' });
  stage.driver.perceive({ type: 'output-gone' });
  replied();
  synthesised(0);
  stage.driver.cell();
  expect(names().at(-1)).toBe('play');
});

test('a result that nobody asked for changes nothing', () => {
  const before = stage.driver.state;
  stage.driver.perceive({ type: 'recognised', requestId: 'hear-99', text: 'boo', costMs: 1, toSample: 1 });
  stage.driver.perceive({ type: 'reply', requestId: 'reply-99', reply: ANSWER });
  stage.driver.perceive({
    type: 'synthesised',
    utteranceId: 'say-99',
    sentence: 0,
    samples: 1,
    sentenceEnd: true,
    last: true,
  });
  stage.driver.perceive({ type: 'audible', utteranceId: 'say-99', samples: 1 });
  expect(stage.driver.state).toEqual(before);
});

test('an answer to "slower" is made slower already, and the order is carried out when it is said', () => {
  voice(1000);
  quiet(250);
  recognised('Slower.');
  const { requestId } = newest('reply');
  const order = { type: 'set-pace', pace: 0.85 } as const;
  stage.driver.perceive({ type: 'reply', requestId, reply: { ...ANSWER, orders: [order] } });
  expect(newest('synthesise').pace).toBe(0.85);
  synthesised(0);
  expect(names()).not.toContain('set-pace');
  quiet(450);
  expect(names().slice(-2)).toEqual(['set-pace', 'play']);
  expect(newest('set-pace')).toEqual(order);
});

test('any other answer is made at the pace that is set', () => {
  voice(1000);
  quiet(250);
  recognised('What time is it?');
  replied();
  expect(newest('synthesise').pace).toBeNull();
});
