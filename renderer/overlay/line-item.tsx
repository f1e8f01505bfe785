import { memo, type ReactElement } from 'react';
import type { Line } from '../../shared/snapshot.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { HeardText } from './heard-text.tsx';
import css from './line-item.module.css';
import { phrases } from './phrases.ts';
import { SaidText } from './said-text.tsx';

/** One line of the conversation. */
export const LineItem = memo(function LineItem({ line }: { readonly line: Line }): ReactElement {
  const mark = markOf(line);
  const beside = line.who === 'beside';
  return (
    <li className={css['line']} data-who={line.who} data-state={line.state} data-testid={`line-${line.who}`}>
      <p className={css['text']}>
        <span className="visually-hidden">{beside ? phrases.lines.beside : phrases.lines.you}: </span>
        {beside ? <HeardText line={line} /> : <SaidText line={line} />}
      </p>
      <p className={css['mark']}>
        <Icon name={mark.icon} size={12} />
        {mark.word}
      </p>
    </li>
  );
});

/** How the line came or goes, as icon and word. */
function markOf({ who, via, state }: Line): { readonly icon: IconName; readonly word: string } {
  if (who === 'user') {
    if (via === 'typed') return { icon: 'keyboard', word: phrases.lines.typed };
    return { icon: 'microphone', word: state === 'speaking' ? phrases.lines.hearing : phrases.lines.spoken };
  }
  if (via === 'cue' && state !== 'cut-off') return { icon: 'clock', word: phrases.lines.due };
  if (state === 'shown') return { icon: 'eye', word: phrases.lines.shown };
  if (state === 'waiting') return { icon: 'clock', word: phrases.lines.waiting };
  if (state === 'cut-off') return { icon: 'speaker', word: phrases.lines.inPart };
  return { icon: 'speaker', word: state === 'speaking' ? phrases.lines.speaking : phrases.lines.spoken };
}
