import { useEffect, useState, type ReactElement } from 'react';
import type { Snapshot } from '../../shared/snapshot.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { actions } from './actions.ts';
import css from './first-run.module.css';
import { phrases } from './phrases.ts';
import { useOverlay, useSnapshot } from './store.ts';

const words = phrases.around.microphone;
/** A room is quieter than that through a microphone with gain control, a voice at arm's length is not. */
const HEARD_DBFS = -42;

/** Level and echo: whether Beside hears the person, and whether it hears itself. */
export function MicrophoneStep(): ReactElement {
  const state = useSnapshot(({ microphone }) => microphone.state);
  if (state === 'off' || state === 'paused')
    return (
      <>
        <p className={css['text']}>{words.off}</p>
        <div>
          <Button
            icon="microphone"
            label={words.turnOn}
            onPress={() =>
              void (state === 'paused' ? actions.resumeMicrophone() : actions.setMicrophone(true))
            }
            testId="first-run-microphone"
          />
        </div>
      </>
    );
  if (state === 'failed') return <p className={css['text']}>{words.failed}</p>;
  return (
    <>
      {state === 'on' ? <Level /> : <p className={css['text']}>{words.starting}</p>}
      <EchoCheck />
    </>
  );
}

/** Mounted anew whenever the microphone is opened: whether a voice has come through since. */
function Level(): ReactElement {
  const [heard, setHeard] = useState(false);
  useEffect(
    () =>
      useOverlay.subscribe(({ snapshot }) => {
        if (snapshot && isVoice(snapshot)) setHeard(true);
      }),
    [],
  );
  return (
    <output className={css['found']} data-testid="first-run-level" data-heard={heard}>
      {heard && <Icon name="check" />}
      <span>{heard ? words.heard : words.quiet}</span>
    </output>
  );
}

/** Beside's own voice does not count. */
const isVoice = ({ levelDbfs, floor }: Snapshot): boolean =>
  (levelDbfs ?? -120) > HEARD_DBFS && floor !== 'speaking' && floor !== 'thinking' && floor !== 'holding';

function EchoCheck(): ReactElement {
  const able = useSnapshot(({ abilities, microphone }) => abilities.speak && microphone.state === 'on');
  const echo = useSnapshot((snapshot) => snapshot.echo);
  const busy = useSnapshot(({ floor, echo: verdict }) => floor === 'thinking' || verdict === 'checking');
  return (
    <>
      <h3 className={css['subtitle']}>{words.echo}</h3>
      <p className={css['text']}>{able ? words.echoHint : words.later}</p>
      <div className={css['echo']}>
        <Button
          icon="speaker"
          label={echo === 'unknown' ? words.check : words.checkAgain}
          disabled={!able || busy}
          onPress={() => void actions.submit(words.check)}
          testId="first-run-echo"
        />
        <output className={css['found']} data-testid="echo-verdict" data-verdict={echo}>
          {echo === 'clean' && <Icon name="check" />}
          {echo === 'some' && <Icon name="warning" />}
          {echo === 'takes-turns' && <Icon name="turns" />}
          <span>{words.verdicts[echo]}</span>
        </output>
      </div>
    </>
  );
}
