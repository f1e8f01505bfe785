/**
 * A session whose words nobody can read: every text is blanked out except the codes that the engine itself gives. What is
 * not named here as a code counts as words, so that a field somebody adds later gives nothing away.
 */

/** Keys whose texts are codes: kinds, states, reasons, and ids that the engine counts up. */
const CODES: ReadonlySet<string> = new Set([
  'act',
  'answerId',
  'by',
  'cause',
  'continues',
  'fastId',
  'finalId',
  'forwardness',
  'id',
  'ids',
  'kind',
  'lane',
  'lastCueId',
  'lineId',
  'ownVoice',
  'provenance',
  'reason',
  'requestId',
  'stage',
  'state',
  'stop',
  'type',
  'userState',
  'utteranceId',
  'veto',
  'via',
  'what',
  'who',
  'why',
]);
/** What a code looks like, wherever it stands. */
const CODE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** As long as before, and parted into as many words. */
export const blanked = (text: string): string => text.replaceAll(/\S/g, 'x');

export function withoutWords<T>(value: T): T {
  return bare(value, '') as T;
}

function bare(value: unknown, key: string): unknown {
  if (typeof value === 'string') return CODES.has(key) && CODE.test(value) ? value : blanked(value);
  if (Array.isArray(value)) return value.map((one) => bare(one, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, bare(one, name)]));
}
