import { splitWords } from '../../../electron/interaction/perception/words.ts';
import { numberInWords } from '../../../electron/interaction/voice/small-talk/number-words.ts';
import { comparable, wordErrors } from '../../bench/support/word-errors.ts';
import type { Outcome } from '../outcome.ts';
import type { Scene } from '../scene.ts';
import { gaugeOf } from './gauge-of.ts';
import { addressed, marksOf } from './marks.ts';
import { inOrder, within } from './voice.ts';

/** What Beside understood of what was said to it, by the lines that it made of it. */

type Line = Outcome['heard'][number];

const EARLY_MS = 500;
/** By then every policy but a late one has made a line of what it heard. */
const LATE_MS = 1500;

/** Figures are what was said in words. */
const inWords = (text: string): readonly string[] =>
  comparable(splitWords(text.replaceAll(/\d{1,12}/g, (figures) => ` ${numberInWords(Number(figures))} `)));

/** How many words of `said` are in `heard`, in order. */
function kept(said: readonly string[], heard: readonly string[]): number {
  let row = [0, ...heard.map(() => 0)];
  for (const word of said) {
    const next = [0];
    for (const [j, other] of heard.entries())
      next.push(word === other ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0));
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** The lines that came after it had begun, and before the next thing that was said to Beside had. */
function linesOf(scene: Scene, outcome: Outcome, fromMs: number): readonly string[] {
  const begun = addressed(scene).map((said) => said.fromMs - EARLY_MS);
  const untilMs = begun.find((atMs) => atMs > fromMs - EARLY_MS) ?? Number.POSITIVE_INFINITY;
  return outcome.heard
    .filter(({ atMs }) => atMs >= fromMs - EARLY_MS && atMs < untilMs)
    .flatMap(({ text }) => inWords(text));
}

const lost = (scene: Scene, outcome: Outcome) =>
  marksOf(scene, 'interruption')
    .map((mark) => ({ said: inWords(mark.text), heard: linesOf(scene, outcome, mark.fromMs) }))
    .filter(({ said }) => said.length > 0)
    .map(({ said, heard }) => ({
      metric: 'words-lost' as const,
      value: said.length - kept(said, heard),
      per: said.length,
    }));

const wrong = (scene: Scene, outcome: Outcome) =>
  marksOf(scene, 'turn')
    .map(({ text, fromMs }) => wordErrors(inWords(text), linesOf(scene, outcome, fromMs)))
    .filter(({ words }) => words > 0)
    .map(({ errors, words }) => ({ metric: 'word-errors' as const, value: errors, per: words }));

/** Lines that somebody's speech is the reason of: those about its time, and the first after it, however late. */
function founded(scene: Scene, outcome: Outcome): readonly (Line | undefined)[] {
  const lines = outcome.heard.toSorted((a, b) => a.atMs - b.atMs);
  const speech = inOrder(marksOf(scene, 'turn', 'open', 'interruption', 'backchannel', 'non-directed'));
  return speech.flatMap(({ fromMs, toMs }) => [
    ...lines.filter(({ atMs }) => within(atMs, { fromMs: fromMs - EARLY_MS, toMs: toMs + LATE_MS })),
    lines.find(({ atMs }) => atMs > toMs),
  ]);
}

function hallucinated(scene: Scene, outcome: Outcome) {
  const known = founded(scene, outcome);
  const value = outcome.heard
    .filter((line) => !known.some((one) => one === line))
    .reduce((sum, { text }) => sum + inWords(text).length, 0);
  return { metric: 'words-hallucinated' as const, value, per: scene.durationMs / 60_000 };
}

export const words = gaugeOf(
  [
    {
      name: 'words-lost',
      kind: 'rate',
      better: 'lower',
      definition:
        'Words of interruptions that are missing, in their order, from the lines that came from 500 ms before their start until the next thing is said to Beside; figures count as words.',
    },
    {
      name: 'word-errors',
      kind: 'ratio',
      better: 'lower',
      definition:
        'Words of turns that are wrong, missing or too many in their lines (edit distance), by words said; lines as for words-lost. Can be over 1.',
    },
    {
      name: 'words-hallucinated',
      kind: 'ratio',
      better: 'lower',
      definition:
        'Words of lines that nobody said, per minute of scene: no turn, interruption, backchannel or speech to others is from 500 ms before its start to 1.5 s after its end about the time of the line, nor is it the first line after one (a late policy makes late lines).',
    },
  ],
  (scene, outcome) => [...lost(scene, outcome), ...wrong(scene, outcome), hallucinated(scene, outcome)],
);
