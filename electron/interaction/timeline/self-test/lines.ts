import type { LineProgress, SelfTestLine } from '../../../../shared/self-test.ts';
import { answersIn, isFalseCutOff } from './figures.ts';
import type { Facts, Said, Stretch } from './log-reader.ts';

/** A pause that the person was asked to make, between what the recogniser's own pauses and a second are. */
const PAUSE_MS = 500;
/** Voice over Beside's that was meant to be some. */
const OVER_MS = 60;
/** Voice shorter than this is no line. */
const LINE_MS = 160;

const progress = (state: LineProgress['state'], outcome: LineProgress['outcome'] = null): LineProgress => ({
  state,
  outcome,
});

/** How it stands with a line of the guided test that was shown at `sinceMs`; `lost`: words said since could not be made out. */
export function progressOf(line: SelfTestLine, facts: Facts, sinceMs: number, lost: boolean): LineProgress {
  const found = withoutWords(line, facts, sinceMs);
  return lost && found.state === 'heard' ? progress('again', 'not-made-out') : found;
}

function withoutWords(line: SelfTestLine, facts: Facts, sinceMs: number): LineProgress {
  const since: Since = {
    stretches: facts.stretches.filter(({ fromMs }) => fromMs >= sinceMs),
    said: facts.said.filter(({ fromMs }) => fromMs >= sinceMs),
    exchanges: facts.exchanges.filter(({ playAtMs }) => playAtMs >= sinceMs),
  };
  if (line === 'nod' || line === 'interrupt') return overBeside(since);
  return asked(line, since);
}

type Since = Pick<Facts, 'stretches' | 'said' | 'exchanges'>;

/** A line that is answered once it is over. */
function asked(line: Exclude<SelfTestLine, 'nod' | 'interrupt'>, since: Since): LineProgress {
  const answers = answersIn(since);
  const last = answers.at(-1);
  const said = since.said.find(({ utteranceId }) => utteranceId === last?.utteranceId);
  if (!last || !said)
    return progress(since.stretches.some(({ voicedMs }) => voicedMs >= LINE_MS) ? 'heard' : 'waiting');
  if (said.endedMs === null) return progress('answering');
  if (answers.some((answer) => isFalseCutOff(answer, since))) return progress('done', 'cut-off');
  if (line === 'question') return progress('done', 'answered');
  // Each part was answered by itself, and the first answer was over before the rest came.
  if (answers.length > 1) return progress('done', 'cut-off');
  const before = since.stretches.filter(({ fromMs }) => fromMs < last.firstMs);
  if (line === 'pause' && longestPauseMs(before) < PAUSE_MS) return progress('again', 'no-pause');
  return progress('done', 'let-finish');
}

/** A line that makes Beside speak, and a sound of the person's over it. */
function overBeside({ stretches, said }: Since): LineProgress {
  const answer = said.findLast((one) => stretches.some((stretch) => isOver(stretch, one))) ?? said.at(-1);
  if (!answer) return progress(stretches.length > 0 ? 'heard' : 'waiting');
  if (answer.endedMs === null) return progress('answering');
  if (answer.stoppedBy === 'voice') return progress('done', 'gave-way');
  return stretches.some((stretch) => isOver(stretch, answer))
    ? progress('done', 'went-on')
    : progress('again', 'nothing-over');
}

const isOver = ({ over, voicedMs }: Stretch, { utteranceId }: Said): boolean =>
  over === utteranceId && voicedMs >= OVER_MS;

function longestPauseMs(stretches: readonly Stretch[]): number {
  const pauses = stretches.map(({ fromMs }, i) => fromMs - (stretches[i - 1]?.toMs ?? fromMs));
  return Math.max(0, ...pauses);
}
