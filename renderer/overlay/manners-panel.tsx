import { useId, useState, type ReactElement } from 'react';
import { forwardnesses, type Manners } from '../../shared/manners.ts';
import { Panel } from '../ui/panel.tsx';
import { actions } from './actions.ts';
import { moreButton } from './header.tsx';
import { mannersPhrases as words } from './manners-phrases.ts';
import css from './manners-panel.module.css';
import { QuietNow } from './quiet-now.tsx';
import { useSnapshot } from './store.ts';

/** How Beside behaves of its own accord. Opened from the header; Esc closes it. */
export function MannersPanel({ onClose }: { readonly onClose: () => void }): ReactElement {
  const manners = useSnapshot((snapshot) => snapshot.manners);
  // Quiet hours speak for themselves, below.
  const hushed = useSnapshot(({ quiet }) => quiet?.why === 'not-now');
  const change = (part: Partial<Manners>): void => void actions.setManners({ ...manners, ...part });
  return (
    <Panel
      title={words.title}
      closeLabel={words.close}
      testId="manners-panel"
      onClose={onClose}
      returnTo={moreButton}
    >
      {hushed && <QuietNow />}
      <fieldset className={css['group']}>
        <legend className={css['legend']}>{words.forwardness}</legend>
        {forwardnesses.map((one) => (
          <label key={one} className={css['choice']}>
            <input
              type="radio"
              name="forwardness"
              checked={manners.forwardness === one}
              onChange={() => change({ forwardness: one })}
              data-testid={`forwardness-${one}`}
            />
            <b>{words.names[one]}</b>
            <span className={css['hint']}>{words.what[one]}</span>
          </label>
        ))}
        <p className={css['hint']}>{words.always}</p>
      </fieldset>
      <QuietHours hours={manners.quietHours} onChange={(quietHours) => change({ quietHours })} />
      <label className={css['choice']}>
        <input
          type="checkbox"
          checked={manners.audibleNods}
          onChange={({ target }) => change({ audibleNods: target.checked })}
          data-testid="audible-nods"
        />
        <b>{words.audibleNods}</b>
        <span className={css['hint']}>{words.audibleHint}</span>
      </label>
    </Panel>
  );
}

type Hours = NonNullable<Manners['quietHours']>;

/** Ten at night to seven in the morning, until the person has said otherwise. */
const FIRST_HOURS: Hours = { fromMinute: 22 * 60, toMinute: 7 * 60 };

interface QuietHoursProps {
  readonly hours: Hours | null;
  readonly onChange: (hours: Hours | null) => void;
}

function QuietHours({ hours, onChange }: QuietHoursProps): ReactElement {
  const id = useId();
  // Who turns them off and on again means the same hours.
  const [last, setLast] = useState(hours ?? FIRST_HOURS);
  const set = (changed: Hours): void => {
    setLast(changed);
    onChange(changed);
  };
  return (
    <fieldset className={css['group']} aria-describedby={id}>
      <legend className={css['legend']}>
        <label className={css['switch']}>
          <input
            type="checkbox"
            checked={hours !== null}
            onChange={({ target }) => onChange(target.checked ? last : null)}
            data-testid="quiet-hours"
          />
          {words.quietHours}
        </label>
      </legend>
      {hours !== null && (
        <div className={css['times']}>
          <TimeField
            label={words.from}
            minute={hours.fromMinute}
            onChange={(fromMinute) => set({ ...hours, fromMinute })}
            testId="quiet-from"
          />
          <TimeField
            label={words.to}
            minute={hours.toMinute}
            onChange={(toMinute) => set({ ...hours, toMinute })}
            testId="quiet-to"
          />
        </div>
      )}
      <output className={css['none']} data-testid="quiet-none">
        {hours !== null && hours.fromMinute === hours.toMinute ? words.none : ''}
      </output>
      <p className={css['hint']} id={id}>
        {words.quietHint}
      </p>
    </fieldset>
  );
}

interface TimeFieldProps {
  readonly label: string;
  readonly minute: number;
  readonly onChange: (minute: number) => void;
  readonly testId: string;
}

/** The field keeps what is half typed to itself; only a whole time is one. */
function TimeField({ label, minute, onChange, testId }: TimeFieldProps): ReactElement {
  return (
    <label className={css['time']}>
      {label}
      <input
        type="time"
        defaultValue={timeText(minute)}
        onChange={({ target }) => {
          const read = readTime(target.value);
          if (read !== null) onChange(read);
        }}
        data-testid={testId}
      />
    </label>
  );
}

const two = (value: number): string => String(value).padStart(2, '0');
const timeText = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

function readTime(text: string): number | null {
  const found = /^(\d{2}):(\d{2})/.exec(text);
  return found ? Number(found[1]) * 60 + Number(found[2]) : null;
}
