import { canonical } from '../interaction/timeline/canonical.ts';
import type { Flaw } from '../interaction/timeline/integrity.ts';
import type { Difference } from '../interaction/timeline/replay.ts';
import { isSame, type SessionReport } from './replay-session.ts';
import { withoutWords } from './without-words.ts';

/** What a replay has found, for a terminal. No word of the session's is in it. */
export function reportText(file: string, session: SessionReport): string {
  const { header, kind, report } = session;
  const { machine } = header;
  const ran = machine.electron === null ? '' : `Electron ${machine.electron}, `;
  return [
    `${file}: ${isSame(session) ? 'same' : 'DIFFERENT'}`,
    `  ${KINDS[kind]}`,
    `  ${report.cells} cells, ${report.events} events; compared ${report.decisions} decisions and ${report.acts} acts, ${report.differing} differ`,
    `  policy ${header.policy}; saved ${new Date(header.savedAtMs).toISOString()} by Beside ${header.beside} on ${machine.platform} ${machine.arch}, ${machine.cpu}, ${ran}Node ${machine.node}`,
    ...report.flaws.map(flawLine),
    ...more(report.flawed - report.flaws.length),
    ...report.differences.map(differenceLine),
    ...more(report.differing - report.differences.length),
    '',
  ].join('\n');
}

const KINDS = {
  whole: 'run again from its first state, with every decision and act compared',
  'logged-policy':
    'its policy is not known here: run again with what the policy put out then; every other decision and act compared',
  rulings:
    'saved without words, so it cannot be run again whole: only what the policy decides on what it saw was compared',
  form: 'saved without words by a policy that is not known here: nothing but its form could be checked',
} as const satisfies Record<SessionReport['kind'], string>;

const more = (count: number): string[] => (count > 0 ? [`  … and ${count} more`] : []);

const FLAWS = {
  'cell-out-of-order': 'is not the next one',
  'not-decided-once': 'has not decided exactly once',
  'event-out-of-order': 'is not the next one',
  'time-runs-back': 'is earlier than the one before',
  'wrong-provenance': 'comes from where it cannot come from',
  'cause-missing': 'is an act that nothing has caused',
  'cause-ahead': 'is caused by what comes after it',
  'cause-of-wrong-kind': 'is caused by what cannot cause it',
} as const satisfies Record<Flaw['what'], string>;

const flawLine = ({ cell, event, what }: Flaw): string =>
  `  cell ${cell}${event === null ? '' : `, event ${event}`} ${FLAWS[what]}`;

function differenceLine(difference: Difference): string {
  const { cell, event, what, logged, came } = difference;
  const place = `  cell ${cell}, event ${event}: `;
  if (logged === null) return `${place}the act ${plain(came)} came and is not in the log`;
  if (came === null) return `${place}the act ${plain(logged)} is in the log and did not come`;
  const parts = partsThatDiffer(logged, came).slice(0, PARTS_SHOWN);
  return `${place}${NAMES[what]} differs: ${parts.join('; ')}`;
}

const NAMES = { ruling: 'the decision', output: 'what the policy put out', act: 'the act' } as const;
/** The rest follows from the first mostly. */
const PARTS_SHOWN = 4;

function partsThatDiffer(logged: unknown, came: unknown, path: readonly string[] = []): string[] {
  if (canonical(logged) === canonical(came)) return [];
  if (!isRecord(logged) || !isRecord(came)) return [`${path.join('.')} ${change(logged, came, path.at(-1))}`];
  const keys = new Set([...Object.keys(logged), ...Object.keys(came)]);
  return [...keys].flatMap((key) => partsThatDiffer(logged[key], came[key], [...path, key]));
}

function change(logged: unknown, came: unknown, key = ''): string {
  const [before, now] = [plain({ [key]: logged }), plain({ [key]: came })];
  return before === now ? 'has other words' : `was ${before}, is ${now}`;
}

const plain = (value: unknown): string => canonical(withoutWords(value));

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
