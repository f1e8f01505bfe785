import type { ReactElement } from 'react';
import css from './empty-state.module.css';
import { phrases } from './phrases.ts';
import { useComposer } from './composer-state.ts';

export function EmptyState(): ReactElement {
  const send = useComposer((composer) => composer.send);
  return (
    <section className={css['empty']} data-testid="lines">
      <h2 className={css['title']}>{phrases.empty.title}</h2>
      <p className={css['hint']}>{phrases.empty.hint}</p>
      <ul className={css['examples']}>
        {phrases.empty.examples.map((example) => (
          <li key={example}>
            <button type="button" className={css['example']} onClick={() => void send(example)}>
              {example}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
