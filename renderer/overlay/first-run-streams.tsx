import type { ReactElement } from 'react';
import { Icon } from '../ui/icon.tsx';
import css from './first-run.module.css';
import { phrases } from './phrases.ts';
import { streamIcons, streamNames } from './stream-look.ts';
import { useSnapshot } from './store.ts';

/** The streams in plain words, and the way to end them all. */
export function StreamsStep(): ReactElement {
  const killKey = useSnapshot((snapshot) => snapshot.killKey);
  const tray = useSnapshot((snapshot) => snapshot.tray);
  const words = phrases.around.streams;
  return (
    <>
      <p className={css['text']}>{words.hint}</p>
      <p className={css['kill']} data-testid="kill-key">
        <Icon name="power" />
        {tray === 'absent' ? (
          <span data-testid="no-tray">{phrases.tray.absent(killKey)}</span>
        ) : killKey === null ? (
          <span>{words.noKill}</span>
        ) : (
          <span>
            <kbd className={css['key']}>{killKey}</kbd> {words.kill}
          </span>
        )}
      </p>
      <ul className={css['list']}>
        {streamNames.map((name) => (
          <li key={name} className={css['item']}>
            <Icon name={streamIcons[name]} />
            <span>
              <b>{phrases.streams.names[name]}:</b> {words.what[name]}
            </span>
          </li>
        ))}
      </ul>
      <p className={css['text']}>{words.kept}</p>
    </>
  );
}
