import type { ReactElement } from 'react';
import type { Line } from '../../shared/snapshot.ts';
import { Icon } from '../ui/icon.tsx';
import css from './heard-text.module.css';
import { phrases } from './phrases.ts';

/** A line of Beside: what was audible stands solid, what was not is dimmed, and a stop is marked where it fell. */
export function HeardText({ line }: { readonly line: Line }): ReactElement {
  const heard = heardCharsOf(line);
  const cutOff = line.state === 'cut-off';
  return (
    <>
      <span>{line.text.slice(0, heard)}</span>
      {cutOff && (
        <span className={css['stop']}>
          <Icon name="stop" size={11} />
          {phrases.lines.stoppedHere}
        </span>
      )}
      {heard < line.text.length && (
        <span className={css['unheard']} data-cut-off={cutOff} data-testid="unheard">
          {line.text.slice(heard)}
        </span>
      )}
    </>
  );
}

/** How many characters stand solid. What is merely shown, or has no count, is all there. */
export function heardCharsOf({ state, heardChars, text }: Line): number {
  if (state === 'shown' || state === 'final') return text.length;
  if (state === 'waiting') return heardChars ?? 0;
  return Math.max(0, Math.min(text.length, heardChars ?? text.length));
}
