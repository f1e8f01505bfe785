import { useState, type ReactElement } from 'react';
import type { SelfTestFigures } from '../../shared/self-test.ts';
import { Icon } from '../ui/icon.tsx';
import type { LineResult } from './self-test-run.ts';
import {
  definitions,
  isWanted,
  resultText,
  selfTestPhrases as words,
  shownFigures,
  type ShownFigure,
} from './self-test-phrases.ts';
import css from './self-test.module.css';

/** Each figure with what it is out of, what to make of it and, where that is no matter of course, what it counts. */
export function Figures({ figures }: { readonly figures: SelfTestFigures }): ReactElement {
  const [explained, setExplained] = useState(false);
  return (
    <div>
      <dl className={css['figures']} aria-label={words.figures} data-testid="self-test-figures">
        {shownFigures(figures).map((figure) => (
          <Figure key={figure.id} {...figure} explained={explained || figure.id === 'cut-offs'} />
        ))}
      </dl>
      <button
        type="button"
        className={css['means']}
        aria-expanded={explained}
        onClick={() => setExplained(!explained)}
        data-testid="self-test-means"
      >
        {words.means}
      </button>
    </div>
  );
}

function Figure(props: ShownFigure & { readonly explained: boolean }): ReactElement {
  const { id, name, value, note, judged, verdict, explained } = props;
  return (
    <div
      className={css['figure']}
      data-judged={judged}
      data-none={value === words.none}
      data-testid={`self-test-${id}`}
    >
      <dt className={css['name']}>{name}</dt>
      <dd className={css['value']}>
        {value}
        {verdict !== '' && (
          <span className={css['verdict']}>
            <Icon name={judged === 'good' ? 'check' : 'warning'} size={12} />
            {verdict}
          </span>
        )}
      </dd>
      {note !== '' && <dd className={css['note']}>{note}</dd>}
      {explained && <dd className={css['note']}>{definitions[id]}</dd>}
    </div>
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
