/** How long a person may pause the microphone for. */
export const pauseLengths = ['15-minutes', '1-hour', 'tomorrow'] as const;
export type PauseLength = (typeof pauseLengths)[number];
