import { quietestPoint } from '../../../electron/inference/quiet-cuts.ts';
import { msToSamples, samplesToMs } from '../../../shared/audio.ts';
import type { PlainVoiceName } from '../../../shared/inference.ts';
import { seededRandom } from '../../bench/support/statistics.ts';
import { joined, silence, speech } from '../../scenarios/support/sounds.ts';
import type { CompiledScene, Mark, Split } from '../scene.ts';

/** Sentences of synthetic voices, each torn in two at a quiet place in its middle and with silence put in. */

const SENTENCES: Readonly<Record<'train' | 'tune', readonly string[]>> = {
  train: [
    'What time is it in the kitchen now?',
    'Please remind me in ten minutes to look at the oven.',
    'How many miles are forty two kilometres?',
    'Set a timer for a quarter of an hour, and tell me when it is over.',
    'What is seventeen times twenty three?',
    'Tell me again what you said about the weather on Sunday.',
    'Can you speak a little slower and not so loud?',
    'I would like to know what day the first of May is next year.',
    'Wake me tomorrow at half past six, because I have to catch a train.',
    'How long is it until the meeting that I told you about?',
    'Divide ninety six by four and then take away seven.',
    'Do not say anything for the next twenty minutes, I am on the phone.',
    'Which of my reminders comes first this afternoon?',
    'Move the reminder for the laundry from three to four o clock.',
    'Stop.',
    'Good morning, how are you?',
    'What was the last thing that I asked you?',
    'I have to be at the station by nine, so tell me at half past eight.',
    'How much is a pound and a half in grams?',
    'Thank you, that is all for now.',
  ],
  tune: [
    'When does the sun go down today?',
    'Let me know in five minutes that the tea is ready.',
    'What do you get when you add eighty to thirty five?',
    'Please say that once more, but louder this time.',
    'How many ounces of flour are two hundred grams?',
    'Cancel the alarm that I set for the evening.',
    'What is the date on Friday in two weeks?',
    'Be quiet until I have finished reading this letter.',
    'Start the stopwatch and tell me after one minute.',
    'I wanted to ask you how long the cake has been in there.',
  ],
};
const VOICES: Readonly<Record<'train' | 'tune', readonly PlainVoiceName[]>> = {
  train: ['slt', 'awb'],
  tune: ['rms', 'kal16'],
};

const BEFORE_MS = 700;
const AFTER_MS = 1800;
const PAUSE_MS = { least: 500, most: 1400 } as const;

/** Every sentence in every voice, once whole and twice torn. */
export async function* cutSentences(split: 'train' | 'tune', seed: number): AsyncGenerator<CompiledScene> {
  const random = seededRandom(seed);
  for (const [i, text] of SENTENCES[split].entries())
    for (const voice of VOICES[split])
      for (const at of [null, 0.35 + 0.1 * random(), 0.6 + 0.15 * random()]) {
        const pauseMs = Math.round(PAUSE_MS.least + random() * (PAUSE_MS.most - PAUSE_MS.least));
        const id = `cut-${split}-${i}-${voice}-${at === null ? 'whole' : at.toFixed(2)}`;
        yield await torn({ id, split, text, voice, at, pauseMs });
      }
}

interface Tear {
  readonly id: string;
  readonly split: Split;
  readonly text: string;
  readonly voice: PlainVoiceName;
  /** Share of the sentence before the pause; null: none. */
  readonly at: number | null;
  readonly pauseMs: number;
}

async function torn({ id, split, text, voice, at, pauseMs }: Tear): Promise<CompiledScene> {
  const whole = await speech(text, voice);
  const cut = at === null ? null : quietestPoint(whole, ...around(whole.length, at));
  const parts = cut === null ? [whole] : [whole.slice(0, cut), silence(pauseMs), whole.slice(cut)];
  const sound = joined(silence(BEFORE_MS), ...parts, silence(AFTER_MS));
  const toMs = samplesToMs(sound.length) - AFTER_MS;
  const marks: Mark[] = [{ kind: 'turn', fromMs: BEFORE_MS, toMs, text, answer: [] }];
  if (cut !== null) {
    const fromMs = BEFORE_MS + samplesToMs(cut);
    marks.push({ kind: 'pause', fromMs, toMs: fromMs + pauseMs });
  }
  return {
    sound,
    scene: {
      id,
      family: cut === null ? 'question' : 'pause',
      split,
      human: false,
      speakers: [voice],
      prelude: { kind: 'none' },
      durationMs: samplesToMs(sound.length),
      marks,
      echoDb: null,
      snrDb: null,
    },
  };
}

function around(length: number, at: number): [number, number] {
  const middle = Math.round(length * at);
  return [Math.max(0, middle - msToSamples(150)), Math.min(length, middle + msToSamples(150))];
}
