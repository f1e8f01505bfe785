import { memo, type ReactElement } from 'react';
import type { Line } from '../../shared/snapshot.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { clockTime } from './clock-time.ts';
import { HeardText } from './heard-text.tsx';
import css from './line-item.module.css';
import { mannersPhrases } from './manners-phrases.ts';
import { NotNow } from './not-now.tsx';
import { phrases } from './phrases.ts';
import { SaidText } from './said-text.tsx';
import { WhyLine } from './why.tsx';

interface LineItemProps {
  readonly line: Line;
  /** Beside's last line. */
  readonly newest?: boolean;
}

/** One line of the conversation. */
export const LineItem = memo(function LineItem({ line, newest = false }: LineItemProps): ReactElement {
  const mark = markOf(line);
  const beside = line.who === 'beside';
  return (
    <li
      className={css['line']}
      data-who={line.who}
      data-state={line.state}
      data-not-said={line.notSaid?.why}
      data-testid={`line-${line.who}`}
    >
      <p className={css['text']}>
        <span className="visually-hidden">{beside ? phrases.lines.beside : phrases.lines.you}: </span>
        {beside ? <HeardText line={line} /> : <SaidText line={line} />}
      </p>
      <p className={css['mark']}>
        <Icon name={mark.icon} size={12} />
        {mark.word}
        {beside && line.state !== 'waiting' && (
          <span className={css['why']}>
            <WhyLine lineId={line.id} inTabOrder={newest} />
          </span>
        )}
      </p>
      {newest && line.via === 'cue' && !line.notSaid && <NotNow />}
    </li>
  );
});

/** How the line came or goes, as icon and word. */
function markOf({ who, via, state, notSaid }: Line): { readonly icon: IconName; readonly word: string } {
  if (who === 'user') {
    if (via === 'typed') return { icon: 'keyboard', word: phrases.lines.typed };
    return { icon: 'microphone', word: state === 'speaking' ? phrases.lines.hearing : phrases.lines.spoken };
  }
  if (notSaid?.why === 'stale')
    return { icon: 'clock', word: mannersPhrases.dueAt(clockTime(notSaid.dueMs)) };
  if (notSaid) return { icon: 'moon', word: mannersPhrases.notSaid[notSaid.why] };
  if (via === 'cue' && state !== 'cut-off') return { icon: 'clock', word: phrases.lines.due };
  if (state === 'shown') return { icon: 'eye', word: phrases.lines.shown };
  if (state === 'waiting') return { icon: 'clock', word: phrases.lines.waiting };
  if (state === 'cut-off') return { icon: 'speaker', word: phrases.lines.inPart };
  return { icon: 'speaker', word: state === 'speaking' ? phrases.lines.speaking : phrases.lines.spoken };
}
