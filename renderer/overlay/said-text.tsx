import type { ReactElement } from 'react';
import type { Line } from '../../shared/snapshot.ts';
import css from './said-text.module.css';

/** A line of the person: words that stand, and behind them those that may still be heard differently. */
export function SaidText({ line: { state, text, heardChars } }: { readonly line: Line }): ReactElement {
  const stable = state === 'speaking' ? (heardChars ?? text.length) : text.length;
  return (
    <>
      <span>{text.slice(0, stable)}</span>
      {stable < text.length && (
        <span className={css['open']} data-testid="open-words">
          {text.slice(stable)}
        </span>
      )}
    </>
  );
}
