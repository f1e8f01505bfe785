import type { Why, WhyAbout, WhyStep } from '../../../../shared/why.ts';
import { lengthSentence } from '../../cues/spoken-time.ts';
import type { SpokenLine } from '../../state.ts';
import type { Timeline } from '../log.ts';
import { accountOfLine, type LineAccount } from './line-account.ts';
import { silenceAccount, type Stretch } from './silence-account.ts';
import { decisionWords, silenceWords, skillWords, vetoWords } from './why-words.ts';

/** What Beside can tell of itself when it is asked why. */
export interface Account {
  /** Its last line. */
  readonly last: LineAccount | null;
  /** Its last line that was cut off. */
  readonly cut: LineAccount | null;
  /** The newest stretch first. */
  readonly silence: readonly Stretch[];
}

/** When nothing has happened. */
export const noAccount: Account = { last: null, cut: null, silence: [] };

type Log = Pick<Timeline<unknown>, 'cells' | 'start'>;

export function accountFrom(log: Log, lines: readonly SpokenLine[]): Account {
  const own = lines.filter(({ who }) => who === 'beside');
  const of = (line: SpokenLine | undefined): LineAccount | null =>
    line ? accountOfLine(log.cells, lines, line.id) : null;
  return {
    last: of(own.at(-1)),
    cut: of(own.findLast(({ state }) => state === 'cut-off')),
    silence: silenceAccount(log, lines),
  };
}

/** What the overlay shows. Of a line that there is no more: that it is too old. */
export function whyFrom(log: Log, lines: readonly SpokenLine[], about: WhyAbout): Why {
  if (about.about === 'silence') {
    const stretches = silenceAccount(log, lines);
    return {
      about: 'silence',
      stretches: stretches.map(({ reason, fromMs, toMs }) => ({ fromMs, toMs, text: silenceWords[reason] })),
    };
  }
  const account = accountOfLine(log.cells, lines, about.lineId);
  if (account === null || account.decided === null) return { about: 'line', tooOld: true, steps: [] };
  return { about: 'line', tooOld: false, steps: stepsOf(account) };
}

/** The chain from what was heard to what was heard of the answer. */
function stepsOf(account: LineAccount): WhyStep[] {
  const { asked, cue, made, line, audibleAtMs } = account;
  const steps: (WhyStep | null)[] = [
    asked && { kind: asked.via === 'typed' ? 'typed' : 'heard', atMs: asked.atMs, text: `“${asked.text}”` },
    cue && { kind: 'asked', atMs: cue.setAtMs, text: `You asked me to remember: ${cue.name}.` },
    cue && cue.dueMs !== null ? { kind: 'due', atMs: cue.dueMs, text: 'The time that you had set.' } : null,
    made && { kind: 'made', atMs: made.atMs, text: skillWords[made.reason] },
    decidedStep(account),
    audibleAtMs === null
      ? line.state === 'shown'
        ? { kind: 'shown', atMs: line.atMs, text: 'You can read it; it was not spoken.' }
        : null
      : { kind: 'said', atMs: audibleAtMs, text: `You could hear it${afterWords(account)}.` },
    endedStep(account),
  ];
  return steps.filter((step) => step !== null);
}

/** Who decided, and why, in sentences. */
export function decidedWords({ decided }: LineAccount): string {
  if (decided === null) return '';
  if (decided.veto !== null) return vetoWords[decided.veto];
  if (decided.by === 'scheduler')
    return decided.overPerson
      ? 'I waited for a pause, and there was none in time.'
      : 'What is due I say at its time.';
  if (decided.reason === 'silence-timeout' && decided.silentMs !== null && decided.silentMs > 0)
    return `You had paused for ${seconds(decided.silentMs)}, so I took it that you were done.`;
  return decisionWords[decided.reason];
}

function decidedStep(account: LineAccount): WhyStep | null {
  const { decided } = account;
  return decided && { kind: 'decided', atMs: decided.atMs, text: decidedWords(account) };
}

function afterWords({ latencyMs, asked }: LineAccount): string {
  if (latencyMs === null || asked === null) return '';
  return `, ${seconds(latencyMs)} after ${asked.via === 'typed' ? 'your line' : 'your last word'}`;
}

/** Why it was cut off, in a sentence. */
export function cutOffWords({ cutOff }: LineAccount): string {
  if (cutOff === null) return '';
  switch (cutOff.by) {
    case 'lost':
      return 'The sound was lost on its way to you.';
    case 'hung':
      return 'The sound did not go on, so I gave it up.';
    case 'cue-due':
      return 'Something else was due, so I cut it short.';
    case 'typed-line':
      return 'You typed another line, so I went on to that.';
    default:
      return decisionWords[cutOff.by];
  }
}

function endedStep(account: LineAccount): WhyStep | null {
  const { cutOff, line } = account;
  if (cutOff) return { kind: 'cut-off', atMs: cutOff.atMs, text: cutOffWords(account) };
  return line.state === 'final' && account.audibleAtMs !== null
    ? { kind: 'ended', atMs: null, text: 'You heard it to its end.' }
    : null;
}

/** "0.7 seconds" */
export function seconds(ms: number): string {
  if (ms >= 10_000) return lengthSentence(ms).shown;
  const rounded = Math.round(Math.max(0, ms) / 100) / 10;
  return rounded === 1 ? '1 second' : `${rounded} seconds`;
}
