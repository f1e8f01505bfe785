import { useState, type KeyboardEvent, type ReactElement } from 'react';
import type { Why, WhyAbout } from '../../shared/why.ts';
import { Popover } from '../ui/popover.tsx';
import { askWhy } from './actions.ts';
import { exactTime } from './clock-time.ts';
import { whyPhrases as words } from './manners-phrases.ts';
import css from './why.module.css';

interface WhyLineProps {
  readonly lineId: string;
  /** One of them is in the Tab order; the arrow keys lead to the others. */
  readonly inTabOrder: boolean;
}

/** Why a line of Beside's was said: what was heard, decided, said and heard of it. */
export function WhyLine({ lineId, inTabOrder }: WhyLineProps): ReactElement {
  const { answer, ask } = useWhy({ about: 'line', lineId });
  return (
    <Popover
      label={words.line}
      title={words.lineTitle}
      closeLabel={words.close}
      testId="why-line"
      onOpen={ask}
      inTabOrder={inTabOrder}
      onKeyDown={toNeighbour}
    >
      <Answer answer={answer} />
    </Popover>
  );
}

/** Why nothing was said in the last minutes. */
export function WhySilence(): ReactElement {
  const { answer, ask } = useWhy({ about: 'silence' });
  return (
    <Popover
      icon="question"
      label={words.silence}
      title={words.silenceTitle}
      closeLabel={words.close}
      testId="why-silence"
      onOpen={ask}
    >
      <Answer answer={answer} />
    </Popover>
  );
}

type Asked = Why | 'asking' | 'failed';

function useWhy(about: WhyAbout): { readonly answer: Asked; readonly ask: () => void } {
  const [answer, setAnswer] = useState<Asked>('asking');
  const ask = (): void => {
    setAnswer('asking');
    void askWhy(about).then((why) => setAnswer(why ?? 'failed'));
  };
  return { answer, ask };
}

function Answer({ answer }: { readonly answer: Asked }): ReactElement {
  if (answer === 'asking' || answer === 'failed') return <p className={css['note']}>{words[answer]}</p>;
  if (answer.about === 'line') {
    if (answer.tooOld) return <p className={css['note']}>{words.tooOld}</p>;
    return (
      <ol className={css['steps']}>
        {answer.steps.map(({ kind, atMs, text }) => (
          <li key={kind} className={css['step']} data-testid="why-step" data-kind={kind}>
            <span className={css['kind']}>{words.kinds[kind]}</span>
            <span className={css['text']}>{text}</span>
            <span className={css['time']}>{atMs === null ? '' : exactTime(atMs)}</span>
          </li>
        ))}
      </ol>
    );
  }
  if (answer.stretches.length === 0) return <p className={css['note']}>{words.nothing}</p>;
  return (
    <ol className={css['steps']}>
      {answer.stretches.map(({ fromMs, toMs, text }) => (
        <li key={fromMs} className={css['stretch']} data-testid="why-stretch">
          <span className={css['time']}>{words.stretch(exactTime(fromMs), exactTime(toMs))}</span>
          <span className={css['text']}>{text}</span>
        </li>
      ))}
    </ol>
  );
}

/** Up and down among the lines' questions. */
function toNeighbour(event: KeyboardEvent<HTMLElement>): void {
  const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
  if (by === 0) return;
  const all = [...document.querySelectorAll<HTMLElement>('[data-testid="why-line"]')];
  const next = all[all.indexOf(event.currentTarget) + by];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
