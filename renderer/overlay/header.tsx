import type { ReactElement } from 'react';
import { IconButton } from '../ui/button.tsx';
import { actions } from './actions.ts';
import css from './header.module.css';
import { phrases } from './phrases.ts';
import { useSnapshot } from './store.ts';

const themeIcons = { system: 'display', light: 'sun', dark: 'moon' } as const;

interface HeaderProps {
  readonly voiceOpen: boolean;
  /** Opens or closes the choice of voice. */
  readonly onVoice: () => void;
}

/** The strip that moves the window. */
export function Header({ voiceOpen, onVoice }: HeaderProps): ReactElement {
  const theme = useSnapshot((snapshot) => snapshot.theme);
  const versions = useSnapshot((snapshot) => snapshot.versions);
  return (
    <header className={css['header']}>
      <h1 className={css['name']} title={phrases.version(versions.beside, versions.electron)}>
        {phrases.name}
      </h1>
      <div className={css['buttons']}>
        <IconButton
          icon="speaker"
          label={voiceOpen ? phrases.voice.close : phrases.voice.open}
          onPress={onVoice}
          expands={{ id: 'voice-panel', open: voiceOpen }}
          testId="voice"
        />
        <IconButton
          icon={themeIcons[theme]}
          label={phrases.theme[theme]}
          onPress={() => void actions.cycleTheme(theme)}
          testId="theme"
        />
        <IconButton icon="power" label={phrases.quit} onPress={() => void actions.quit()} testId="quit" />
      </div>
    </header>
  );
}
