import { expect, test } from 'vitest';
import {
  dialogueLines,
  userTurns,
} from '../../../../../resources/interaction-model/simulate/dialogue-lines.ts';
import { Draw } from '../../../../../resources/interaction-model/simulate/draw.ts';
import { sentence, sorts } from '../../../../../resources/interaction-model/simulate/grammar.ts';
import { templates } from '../../../../panel/scenes/templates.ts';

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9{} ]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** What is said in the splits that judge, whatever the numbers in it. */
const judged = [templates.tune, templates['held-out']].flatMap((split) => [
  ...split.questions.map(({ text }) => text),
  ...split.paused.flatMap(({ before, after }) => [before, after, `${before} ${after}`]),
  ...split.interruptions.map(({ text }) => text),
  ...split.cues.map(({ text }) => text),
  ...split.signs,
  ...split.toOthers,
  ...split.meanwhile,
]);

/** Of so few words is much of what people say; as a whole line it is still nobody else's. */
const FEW_WORDS = 3;

const pattern = (text: string): RegExp => {
  const words = plain(text).replaceAll(/\{[ab]\}/g, '\\w+');
  return new RegExp(text.split(' ').length > FEW_WORDS ? `\\b${words}\\b` : `^${words}$`);
};

function foundIn(learned: readonly string[]): string[] {
  const patterns = judged.map(pattern);
  return learned.filter((text) => patterns.some((one) => one.test(plain(text))));
}

test('what is looked for is found in the splits that judge', () => {
  const filled = 'Well, so how much is, um, six times seven?';
  expect(foundIn([filled, 'Right.', 'and then I', 'All right.'])).toEqual([filled, 'Right.', 'and then I']);
});

test('no sentence of the grammar is one that judges, and there are many hundreds', () => {
  const draw = new Draw(7, 'sentences');
  const said = sorts.flatMap((sort) => Array.from({ length: 400 }, () => sentence(draw, sort)));
  expect(foundIn(said)).toEqual([]);
  expect(new Set(said).size).toBeGreaterThan(1000);
  expect(said.filter((text) => /[{}]/.test(text))).toEqual([]);
});

test('no line of the dialogues is one that judges', () => {
  expect(foundIn(dialogueLines())).toEqual([]);
});

test("the user's turns of 3 to 14 words are taken, each once, as a voice can say them", () => {
  const turns = (...all: [string, string][]): string => JSON.stringify({ id: 'one', turns: all });
  const jsonl = [
    turns(['user', 'Can I get a mocha?'], ['assistant', 'Is this what you want?'], ['user', 'Yes']),
    turns(['user', 'Can I get a mocha?'], ['user', 'I’d like 2% milk\r']),
    turns(['user', 'a '.repeat(15)]),
  ].join('\n');
  expect(userTurns(`${jsonl}\n`)).toEqual(['Can I get a mocha?', "I'd like 2 percent milk"]);
});
