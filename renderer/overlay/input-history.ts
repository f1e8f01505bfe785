/** Lines that were sent, oldest first, and where ↑ and ↓ stand among them. */
export interface InputHistory {
  readonly sent: readonly string[];
  /** Index into `sent`; `sent.length` is the line being written. */
  readonly at: number;
  /** What was being written before ↑ was pressed. */
  readonly draft: string;
}

const LIMIT = 100;

export const emptyHistory: InputHistory = { sent: [], at: 0, draft: '' };

/** Notes a sent line, once if it repeats the one before. */
export function remember({ sent }: InputHistory, line: string): InputHistory {
  const kept = sent.at(-1) === line ? sent : [...sent, line].slice(-LIMIT);
  return { sent: kept, at: kept.length, draft: '' };
}

/** One step back (-1) or forth (1) from `current`; null when there is nowhere to go. */
export function step(
  history: InputHistory,
  by: -1 | 1,
  current: string,
): { readonly history: InputHistory; readonly text: string } | null {
  const at = history.at + by;
  if (at < 0 || at > history.sent.length) return null;
  const draft = history.at === history.sent.length ? current : history.draft;
  return { history: { ...history, at, draft }, text: history.sent[at] ?? draft };
}
