import { expect, test } from 'vitest';
import { defaultManners, type Manners } from '../../../../../shared/manners.ts';
import { stageOf } from '../support/stage.ts';

const stage = stageOf({ hearFast: false });
const { lines, names, quiet, recognised, replied, synthesised, speaking, voice } = stage;
const nods = (): boolean[] =>
  stage.driver.effects.flatMap((effect) => (effect.type === 'nod' ? [effect.audible] : []));
const manners = (change: Partial<Manners>): void =>
  stage.driver.perceive({ type: 'manners', manners: { ...defaultManners, ...change } });

test('a short pause after three seconds of voice gets a sign, seen and not heard', () => {
  voice(3200);
  expect(nods()).toEqual([]);
  quiet(230);
  expect(nods()).toEqual([false]);
  expect(stage.driver.state.decision.reason).toBe('pause-in-long-speech');
  expect(stage.driver.state.unaskedAtMs).toBe(stage.driver.state.wallMs);
});

test('a pause gets one sign, and the next not before eight seconds and three of voice have passed', () => {
  voice(3200);
  quiet(450);
  voice(3200);
  quiet(400);
  expect(nods()).toEqual([false]);
  voice(4500);
  quiet(400);
  expect(nods()).toEqual([false, false]);
  voice(2800);
  quiet(400);
  expect(nods()).toEqual([false, false]);
});

test('it leaves no line, takes no floor and delays no answer', () => {
  voice(3200);
  quiet(230);
  recognised('I have a question');
  replied();
  synthesised(0);
  quiet(300);
  expect(nods()).toEqual([false]);
  expect(lines()).toEqual([]);
  quiet(150);
  expect(names().at(-1)).toBe('play');
});

test('nobody who wants Beside reserved gets one, and the log says why', () => {
  manners({ forwardness: 'reserved' });
  voice(3200);
  quiet(400);
  expect(nods()).toEqual([]);
  expect(stage.driver.state.unaskedAtMs).toBeNull();
});

test('where the person wants to hear it, it is heard', () => {
  manners({ audibleNods: true });
  voice(3200);
  quiet(400);
  expect(nods()).toEqual([true]);
});

test('after what is a question so far it is seen and not heard: the answer comes next', () => {
  manners({ audibleNods: true });
  stage.driver.perceive({ type: 'abilities', hearFast: true, hearFinal: true, speak: true });
  voice(3000);
  stage.answer(stage.fast(), 'Do you know what time it is?', 100);
  voice(200);
  quiet(230);
  expect(nods()).toEqual([false]);
});

test('in quiet hours it is seen and not heard', () => {
  manners({ audibleNods: true, quietHours: { fromMinute: 0, toMinute: 1439 } });
  voice(3200);
  quiet(400);
  expect(nods()).toEqual([false]);
});

test('without an echo canceller it is seen and not heard', () => {
  manners({ audibleNods: true });
  stage.driver.perceive({ type: 'microphone', open: true, echoCancelled: false, atSample: 0 });
  voice(3200);
  quiet(400);
  expect(nods()).toEqual([false]);
});

test('its own sound come back is not the voice of the person, who is answered as soon as without it', () => {
  manners({ audibleNods: true });
  voice(3200);
  quiet(230);
  recognised('I have a question');
  replied();
  synthesised(0);
  stage.driver.hear(0.9, 250, -60);
  expect(nods()).toEqual([true]);
  quiet(200);
  expect(names().at(-1)).toBe('play');
});

test('who goes on over it is heard', () => {
  manners({ audibleNods: true });
  voice(3200);
  quiet(300);
  voice(1000);
  expect(stage.driver.state.voice.run?.voicedSamples).toBeGreaterThan(4000 * 16);
  expect(names()).not.toContain('duck');
});

test('while Beside speaks there is none', () => {
  speaking();
  for (let i = 0; i < 4; i++) {
    voice(200);
    quiet(200);
  }
  expect(nods()).toEqual([]);
});
