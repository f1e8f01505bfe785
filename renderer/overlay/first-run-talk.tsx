import type { ReactElement } from 'react';
import { useComposer } from './composer-state.ts';
import css from './first-run.module.css';
import { hasTalked } from './first-run-lines.ts';
import { phrases } from './phrases.ts';
import { useSnapshot } from './store.ts';

const words = phrases.around.talk;

/** The first exchange. */
export function TalkStep(): ReactElement {
  const send = useComposer((composer) => composer.send);
  const answered = useSnapshot(
    ({ lines }) => hasTalked(lines) && lines.at(-1)?.who === 'beside' && lines.at(-1)?.state === 'final',
  );
  const hears = useSnapshot(({ microphone, abilities }) => microphone.state === 'on' && abilities.hear);
  return (
    <>
      <p className={css['text']}>{answered ? words.answered : hears ? words.voice : words.typed}</p>
      {!answered && (
        <ul className={css['examples']}>
          {phrases.empty.examples.map((example) => (
            <li key={example}>
              <button type="button" className={css['example']} onClick={() => void send(example)}>
                {example}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
