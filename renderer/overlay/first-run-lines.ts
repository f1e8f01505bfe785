import type { Line } from '../../shared/snapshot.ts';
import { phrases } from './phrases.ts';

/** Whether the person has said anything of their own; the check for echo is the first run's. */
export const hasTalked = (lines: readonly Line[]): boolean =>
  lines.some(({ who, text }) => who === 'user' && text !== phrases.around.microphone.check);
