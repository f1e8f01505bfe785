import { useRef, type ReactElement } from 'react';
import { create } from 'zustand';
import { Button, IconButton } from '../ui/button.tsx';
import { actions } from './actions.ts';
import { focusInput } from './composer.tsx';
import css from './first-run.module.css';
import { MicrophoneStep } from './first-run-microphone.tsx';
import { StreamsStep } from './first-run-streams.tsx';
import { TalkStep } from './first-run-talk.tsx';
import { PacksCard } from './packs-card.tsx';
import { phrases } from './phrases.ts';
import { useSnapshot } from './store.ts';

const steps = ['streams', 'models', 'microphone', 'talk'] as const;
type StepName = (typeof steps)[number];

/** Where the person is in it, also while the card is a bar. */
const useTour = create<{ readonly at: number }>(() => ({ at: 0 }));

/** The first minute: what is let in, the models, the microphone, the first exchange. Nothing of it blocks typing. */
export function FirstRun(): ReactElement {
  const at = useTour((tour) => tour.at);
  const title = useRef<HTMLHeadingElement>(null);
  const setAt = (to: number): void => {
    useTour.setState({ at: to });
    // So that it is read where the words have changed.
    title.current?.focus();
  };
  const step = steps[at] ?? 'talk';
  const last = at === steps.length - 1;
  const close = (): void => {
    useTour.setState({ at: 0 });
    void actions.setShownAround(true);
    focusInput();
  };
  return (
    <section
      className={css['around']}
      aria-labelledby="around-title"
      data-testid="first-run"
      data-step={step}
    >
      <div className={css['head']}>
        <p className={css['step']}>{phrases.around.step(at + 1, steps.length)}</p>
        <IconButton icon="close" label={phrases.around.skip} onPress={close} testId="first-run-skip" />
      </div>
      <h2 ref={title} id="around-title" className={css['title']} tabIndex={-1}>
        {phrases.around[step].title}
      </h2>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the arrow keys scroll it */}
      <section className={css['body']} aria-label={phrases.around.step(at + 1, steps.length)} tabIndex={0}>
        <Step name={step} />
      </section>
      <div className={css['buttons']}>
        <Button
          label={phrases.around.back}
          disabled={at === 0}
          onPress={() => setAt(at - 1)}
          testId="first-run-back"
        />
        <Button
          look="primary"
          label={last ? phrases.around.done : phrases.around.next}
          onPress={last ? close : () => setAt(at + 1)}
          testId="first-run-next"
        />
      </div>
    </section>
  );
}

function Step({ name }: { readonly name: StepName }): ReactElement {
  switch (name) {
    case 'streams':
      return <StreamsStep />;
    case 'models':
      return <ModelsStep />;
    case 'microphone':
      return <MicrophoneStep />;
    case 'talk':
      return <TalkStep />;
  }
}

function ModelsStep(): ReactElement {
  const here = useSnapshot(({ packs }) => packs.wanted.length === 0 && packs.fetching === null);
  return (
    <>
      <p className={css['text']}>{here ? phrases.around.models.ready : phrases.around.models.busy}</p>
      <PacksCard embedded />
    </>
  );
}
