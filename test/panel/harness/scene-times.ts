/** How a scene is set, wherever it is played. */

/** What is typed so that Beside talks: its answer is long enough to speak over, and the same each time. */
export const LONG_ORDER = 'Tell me a story';
/** After a scene an answer may come for so long. */
export const AFTER_MS = 2000;
