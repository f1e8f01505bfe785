import type { Split } from '../scene.ts';

/** What people say in the scenes. No sentence is in two splits. */

/** `{a}` and `{b}` are numbers in words; `does` what the answer is of them; null: nobody can know it, any answer will do. */
export interface Question {
  readonly text: string;
  readonly does: 'add' | 'multiply' | 'subtract' | null;
}

/** A question in two parts, with the pause between them. */
export interface Paused extends Pick<Question, 'does'> {
  readonly before: string;
  readonly after: string;
}

type List<T> = readonly [T, ...T[]];

export interface Templates {
  readonly numbers: List<readonly [a: string, b: string]>;
  readonly questions: List<Question>;
  readonly paused: List<Paused>;
  /** Said over Beside's voice, and meant to take the floor. */
  readonly interruptions: List<Question>;
  /** Said over Beside's voice, and meant to leave it the floor. */
  readonly signs: List<string>;
  readonly toOthers: List<string>;
  readonly cues: List<CueTemplate>;
  /** Said to nobody in particular while a cue is due. */
  readonly meanwhile: List<string>;
}

export interface CueTemplate {
  readonly text: string;
  /** After the order, ms. */
  readonly dueMs: List<number>;
  /** What is said then. */
  readonly words: List<string>;
}

export const templates: Readonly<Record<Split, Templates>> = {
  train: {
    numbers: [
      ['seven', 'twenty'],
      ['thirty', 'nine'],
      ['twelve', 'forty'],
      ['fifty', 'eight'],
    ],
    questions: [
      { text: 'What is {a} plus {b}?', does: 'add' },
      { text: 'Tell me how high the tallest mountain is.', does: null },
      { text: 'So, what is {a} plus {b}?', does: 'add' },
    ],
    paused: [
      { before: 'What is {a},', after: 'plus {b}?', does: 'add' },
      { before: 'I would like to know,', after: 'what is {a} plus {b}?', does: 'add' },
      { before: 'Tell me how high,', after: 'the tallest mountain is.', does: null },
      { before: 'There are two numbers on my list,', after: 'what is {a} plus {b}?', does: 'add' },
    ],
    interruptions: [{ text: 'Hold on, what is {a} plus {b}?', does: 'add' }],
    signs: ['Mm-hm.', 'Yeah.'],
    toOthers: ['Anna, are you coming to lunch with us today?', 'I left it on the table in the hall.'],
    cues: [{ text: 'Every four seconds say hello', dueMs: [4000, 8000], words: ['hello'] }],
    meanwhile: ['The parcel came this morning and I have not opened it.'],
  },
  tune: {
    numbers: [
      ['six', 'seven'],
      ['eight', 'nine'],
      ['three', 'twelve'],
    ],
    questions: [
      { text: 'How much is {a} times {b}?', does: 'multiply' },
      { text: 'I need the name of a good restaurant near here.', does: null },
    ],
    paused: [
      { before: 'So how much is,', after: 'um, {a} times {b}?', does: 'multiply' },
      { before: 'Let me think,', after: 'how much is {a} times {b}?', does: 'multiply' },
      { before: 'I need the name,', after: 'of a good restaurant near here.', does: null },
    ],
    interruptions: [{ text: 'No wait, how much is {a} times {b}?', does: 'multiply' }],
    signs: ['Uh-huh.', 'Right.'],
    toOthers: [
      'Robert, did you feed the cat this morning?',
      'No, put the other one on the shelf by the window.',
    ],
    cues: [{ text: 'In five seconds say the word lamp', dueMs: [5000], words: ['lamp'] }],
    meanwhile: ['We could take the early bus and have breakfast there.'],
  },
  'held-out': {
    numbers: [
      ['sixty', 'twenty'],
      ['ninety', 'ten'],
      ['seventy', 'five'],
      ['fifty', 'thirty'],
      ['eighty', 'twenty'],
    ],
    questions: [
      { text: 'Please work out {a} minus {b}.', does: 'subtract' },
      { text: 'Could you explain why the sky looks so blue in the morning?', does: null },
      { text: 'Well, how much is {a} minus {b}?', does: 'subtract' },
      { text: 'What happened to the old bridge over the river?', does: null },
    ],
    paused: [
      { before: 'Please work out {a},', after: 'minus {b}.', does: 'subtract' },
      {
        before: 'There is one more thing I wanted to ask you,',
        after: 'how much is {a} minus {b}?',
        does: 'subtract',
      },
      { before: 'Could you explain,', after: 'why the sky looks so blue in the morning?', does: null },
      { before: 'And then I,', after: 'well, what happened to the old bridge?', does: null },
      { before: 'Okay so my question is, er,', after: 'what is {a} minus {b}?', does: 'subtract' },
    ],
    interruptions: [
      { text: 'Sorry, that is not it. What is {a} minus {b}?', does: 'subtract' },
      { text: 'Okay, enough of that. What happened to the old bridge?', does: null },
      { text: 'Actually, how much is {a} minus {b}?', does: 'subtract' },
    ],
    signs: ['Okay.', 'I see.', 'Yes.', 'Aha.'],
    toOthers: [
      'Mum, where did you put the car keys?',
      'Two large pizzas please, for delivery to the front door.',
      'Could you close the window behind you, Martin?',
      'Hello, this is Sarah, I am calling about the flat.',
    ],
    cues: [
      { text: 'Remind me in four seconds to stretch', dueMs: [4000], words: ['stretch'] },
      { text: 'Every three seconds say breathe', dueMs: [3000, 6000, 9000], words: ['breathe'] },
      { text: 'In six seconds tell me to stand up', dueMs: [6000], words: ['stand up'] },
    ],
    meanwhile: [
      'The doctor said that it would be better by the weekend.',
      'He has been working in the garden since half past ten.',
    ],
  },
};

const VALUES: Readonly<Record<string, number>> = {
  three: 3,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  sixteen: 16,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};

/** What an answer to `does` has to contain. */
export function answerTo(
  does: Question['does'],
  [first, second]: readonly [string, string],
): readonly string[] {
  if (does === null) return [];
  const [a, b] = [VALUES[first], VALUES[second]];
  if (a === undefined || b === undefined) throw new Error(`no value for ${first} or ${second}`);
  const values = { add: a + b, multiply: a * b, subtract: a - b };
  return [`${values[does]}`];
}

export const filled = (text: string, [a, b]: readonly [string, string]): string =>
  text.replace('{a}', a).replace('{b}', b);
