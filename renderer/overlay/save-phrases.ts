/** The words of "Save what happened…". */
export const savePhrases = {
  open: 'Save what happened…',
  title: 'Save what happened',
  close: 'Close saving',
  what: 'A file with the last hour, up to now: what came in, what Beside decided and why, and when. No sound and no picture is in it. It stays where you put it.',
  without: 'Save without words…',
  withoutHint: 'Every word is blanked out; times and reasons stay.',
  with: 'Save with words…',
  withHint: 'All that was said, typed and answered can be read in it.',
} as const;
