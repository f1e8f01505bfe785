import { useRef, type ReactElement } from 'react';
import { pauseLengths } from '../../shared/pause.ts';
import { Icon } from '../ui/icon.tsx';
import { actions } from './actions.ts';
import css from './pause-menu.module.css';
import { phrases } from './phrases.ts';
import { useSnapshot } from './store.ts';

const ID = 'pause-menu';

/** Pausing the microphone, and everything off. There while there is something to close. */
export function PauseMenu(): ReactElement | null {
  const state = useSnapshot(({ microphone }) => microphone.state);
  const killKey = useSnapshot((snapshot) => snapshot.killKey);
  const popover = useRef<HTMLDivElement>(null);
  if (state === 'off' || state === 'failed') return null;
  const choose = (act: () => Promise<boolean>): void => {
    popover.current?.hidePopover();
    void act();
  };
  return (
    <>
      <button
        type="button"
        className={css['open']}
        popoverTarget={ID}
        aria-label={phrases.pause.open}
        title={phrases.pause.open}
        data-testid="pause"
      >
        <Icon name="pause" />
      </button>
      <div ref={popover} id={ID} popover="auto" className={css['menu']}>
        {state !== 'paused' &&
          pauseLengths.map((length) => (
            <Choice
              key={length}
              label={phrases.pause.lengths[length]}
              testId={`pause-${length}`}
              onPress={() => choose(() => actions.pauseMicrophone(length))}
            />
          ))}
        <Choice
          label={killKey === null ? phrases.pause.kill : phrases.pause.killBy(killKey)}
          testId="kill"
          onPress={() => choose(actions.kill)}
        />
      </div>
    </>
  );
}

function Choice({
  label,
  testId,
  onPress,
}: {
  readonly label: string;
  readonly testId: string;
  readonly onPress: () => void;
}): ReactElement {
  return (
    <button type="button" className={css['choice']} data-testid={testId} onClick={onPress}>
      {label}
    </button>
  );
}
