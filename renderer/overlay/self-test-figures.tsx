import type { ReactElement } from 'react';
import type { SelfTestFigures } from '../../shared/self-test.ts';
import { Icon } from '../ui/icon.tsx';
import type { LineResult } from './self-test-run.ts';
import {
  definitions,
  isWanted,
  resultText,
  selfTestPhrases as words,
  shownFigures,
} from './self-test-phrases.ts';
import css from './self-test.module.css';

/** Each figure with what it is out of, what to make of it, and what it means. */
export function Figures({ figures }: { readonly figures: SelfTestFigures }): ReactElement {
  return (
    <dl className={css['figures']} aria-label={words.figures} data-testid="self-test-figures">
      {shownFigures(figures).map(({ id, name, value, note, judged, verdict }) => (
        <div key={id} className={css['figure']} data-judged={judged} data-testid={`self-test-${id}`}>
          <dt className={css['name']}>{name}</dt>
          <dd className={css['value']}>
            {value}
            {verdict !== '' && (
              <span className={css['verdict']}>
                {judged !== 'unknown' && <Icon name={judged === 'good' ? 'check' : 'warning'} size={12} />}
                {verdict}
              </span>
            )}
          </dd>
          <dd className={css['note']}>{note}</dd>
          <dd className={css['note']}>{definitions[id]}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Setup({ rows }: { readonly rows: readonly (readonly [string, string])[] }): ReactElement {
  return (
    <dl className={css['setup']} aria-label={words.setup}>
      {rows.map(([name, what]) => (
        <div key={name} className={css['row']}>
          <dt>{name}</dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What became of each line that was read aloud. */
export function Results({ results }: { readonly results: readonly LineResult[] }): ReactElement {
  return (
    <ul className={css['results']} aria-label={words.results} data-testid="self-test-results">
      {results.map((result) => {
        const [name, what] = resultText(result);
        const { outcome, line } = result;
        return (
          <li key={line} className={css['result']} data-skipped={outcome === null}>
            <Icon name={outcome === null ? 'off' : isWanted(line, outcome) ? 'check' : 'warning'} size={14} />
            <span>
              {name}: {what}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
