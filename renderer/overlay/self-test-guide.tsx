import { useEffect, useRef, type ReactElement } from 'react';
import { selfTestLines, type LineProgress, type SelfTestLine } from '../../shared/self-test.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import type { LineResult, SelfTestRun } from './self-test-run.ts';
import { selfTest } from './self-test-store.ts';
import { isWanted, selfTestPhrases as words } from './self-test-phrases.ts';
import css from './self-test.module.css';

interface GuideProps {
  readonly run: Extract<SelfTestRun, { phase: 'line' }>;
  readonly progress: LineProgress | null;
}

/** One line at a time, to be read aloud. */
export function Guide({ run, progress }: GuideProps): ReactElement {
  const { say, spokenOver, how } = words.lines[run.line];
  return (
    <div className={css['column']} data-testid="self-test-guide" data-line={run.line}>
      <Steps results={run.results} now={run.line} />
      <Title key={run.line} line={run.line} at={run.results.length + 1} />
      <p className={css['say']}>“{say}”</p>
      {spokenOver !== null && (
        <>
          <p className={css['text']}>{words.over}</p>
          <p className={css['say']}>“{spokenOver}”</p>
        </>
      )}
      {how !== null && <p className={css['text']}>{how}</p>}
      <output className={css['progress']} data-testid="self-test-progress" data-state={progress?.state}>
        {progressText(progress)}
      </output>
      <div className={css['buttons']}>
        <Button label={words.cancel} onPress={selfTest.cancel} testId="self-test-cancel" />
        <Button label={words.skip} onPress={selfTest.skip} testId="self-test-skip" />
      </div>
    </div>
  );
}

/** Mounted anew for each line, and gets the focus: the new line is read where the old one was. */
function Title({ line, at }: { readonly line: SelfTestLine; readonly at: number }): ReactElement {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <h3 ref={title} className={css['tests']} tabIndex={-1}>
      <span className={css['step']}>{words.step(at, selfTestLines.length)}</span>
      {words.lines[line].tests}
    </h3>
  );
}

function progressText(progress: LineProgress | null): string {
  if (progress === null) return words.progress.waiting;
  return progress.outcome === null ? words.progress[progress.state] : words.outcomes[progress.outcome];
}

/** How far one is: a mark for each line, with its word for those who do not see it. */
function Steps({
  results,
  now,
}: {
  readonly results: readonly LineResult[];
  readonly now: SelfTestLine;
}): ReactElement {
  return (
    <ol className={css['steps']} aria-label={words.results}>
      {selfTestLines.map((line, i) => {
        const result = results[i];
        const state = result ? markOf(result) : line === now ? 'now' : 'next';
        return (
          <li key={line} className={css['mark']} data-state={state} data-testid={`self-test-mark-${line}`}>
            {(state === 'good' || state === 'bad') && (
              <Icon name={state === 'good' ? 'check' : 'warning'} size={12} />
            )}
            <span className="visually-hidden">
              {words.lines[line].tests}: {words.marks[state]}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function markOf({ line, outcome }: LineResult): 'good' | 'bad' | 'skipped' {
  if (outcome === null) return 'skipped';
  return isWanted(line, outcome) ? 'good' : 'bad';
}
