import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { SelfTest } from '../../shared/self-test.ts';
import { bridge } from '../bridge.ts';
import { Button } from '../ui/button.tsx';
import { Panel } from '../ui/panel.tsx';
import { actions } from './actions.ts';
import { moreButton } from './header.tsx';
import { phrases } from './phrases.ts';
import { Figures, Results, Setup } from './self-test-figures.tsx';
import { Guide } from './self-test-guide.tsx';
import type { SelfTestRun } from './self-test-run.ts';
import { selfTest, useSelfTest } from './self-test-store.ts';
import css from './self-test.module.css';
import { asText, resultText, selfTestPhrases as words, shownSetup } from './self-test-phrases.ts';
import { useSnapshot } from './store.ts';

/** How well it works on this computer with this microphone. Opened from the header. */
export function SelfTestPanel({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { run, read } = useSelfTest();
  useEffect(() => {
    selfTest.open();
    return selfTest.close;
  }, []);
  return (
    <Panel
      title={words.title}
      closeLabel={words.close}
      testId="self-test"
      onClose={onClose}
      returnTo={moreButton}
    >
      {run.phase === 'line' ? <Guide run={run} progress={read?.line ?? null} /> : <Measured />}
    </Panel>
  );
}

function Measured(): ReactElement {
  const { run, read, failed } = useSelfTest();
  if (failed)
    return (
      <div className={css['column']}>
        <p role="alert" className={css['text']}>
          {words.failed}
        </p>
        <Button icon="retry" label={words.again} onPress={selfTest.measure} testId="self-test-again" />
      </div>
    );
  if (read === null) return <output className={css['text']}>{words.reading}</output>;
  return (
    <>
      <Hint key={run.phase}>{run.phase === 'over' ? words.hintOfTest : words.hint}</Hint>
      {run.phase === 'over' && <Results results={run.results} />}
      {run.phase === 'idle' && <StartTest />}
      <Figures figures={read.figures} />
      {run.phase === 'over' && <StartTest again />}
      <MeasuredWith read={read} />
      <div className={css['buttons']}>
        <Button icon="retry" label={words.again} onPress={selfTest.measure} testId="self-test-again" />
        <Copy run={run} read={read} />
      </div>
    </>
  );
}

/** The guide took its buttons along: who was on one goes on from here. */
function Hint({ children }: { readonly children: string }): ReactElement {
  const hint = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) hint.current?.focus();
  }, []);
  return (
    <p ref={hint} className={css['hint']} tabIndex={-1}>
      {children}
    </p>
  );
}

function MeasuredWith({ read }: { readonly read: SelfTest }): ReactElement {
  return <Setup rows={useSetup(read)} />;
}

/** The way into the guided test, or what it lacks. */
function StartTest({ again = false }: { readonly again?: boolean }): ReactElement {
  const microphone = useSnapshot((snapshot) => snapshot.microphone.state);
  const able = useSnapshot(({ abilities }) => abilities.hear && abilities.speak);
  const half = useSnapshot(({ duplex }) => duplex.mode === 'half');
  if (!able) return <p className={css['lack']}>{words.notAble}</p>;
  if (microphone === 'off' || microphone === 'paused' || microphone === 'failed')
    return (
      <div className={css['lack']} data-testid="self-test-mic-off">
        <p>{words.micOff}</p>
        <Button
          look="primary"
          icon="microphone"
          label={words.turnOn}
          onPress={() =>
            void (microphone === 'paused' ? actions.resumeMicrophone() : actions.setMicrophone(true))
          }
          testId="self-test-microphone"
        />
      </div>
    );
  return (
    <div className={css['lack']}>
      <p>
        {microphone === 'on' ? words.startHint : words.starting} {half && words.takesTurns}
      </p>
      <Button
        look="primary"
        icon="voice"
        label={again ? words.startAgain : words.start}
        disabled={microphone !== 'on'}
        onPress={selfTest.start}
        testId="self-test-start"
      />
    </div>
  );
}

function Copy({ run, read }: { readonly run: SelfTestRun; readonly read: SelfTest }): ReactElement {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  const version = useSnapshot(({ versions }) => versions.beside);
  const setup = useSetup(read);
  const results = run.phase === 'over' ? run.results.map(resultText) : [];
  const copy = async (): Promise<void> => {
    try {
      await bridge().request('clipboard.write', {
        text: asText({ version, figures: read.figures, setup, results }),
      });
      setCopied('yes');
    } catch {
      setCopied('failed');
    }
  };
  return (
    <div className={css['copy']}>
      <output className={css['copied']}>
        {copied === 'yes' && words.copied}
        {copied === 'failed' && words.copyFailed}
      </output>
      <Button label={words.copy} onPress={() => void copy()} testId="self-test-copy" />
    </div>
  );
}

function useSetup(read: SelfTest): ReturnType<typeof shownSetup> {
  const microphone = useSnapshot((snapshot) => snapshot.microphone);
  const label = 'label' in microphone ? microphone.label : words.noMicrophone;
  return shownSetup(read, label, phrases.voice.names[read.setup.voice]);
}
