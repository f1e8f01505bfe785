import type { ReactElement } from 'react';
import { IconButton } from '../ui/button.tsx';
import { Menu, MenuChoice, MenuItem, MenuLine, MenuNote } from '../ui/menu.tsx';
import { actions } from './actions.ts';
import { egressPhrases } from './egress-phrases.ts';
import css from './header.module.css';
import { mannersPhrases } from './manners-phrases.ts';
import { phrases } from './phrases.ts';
import { savePhrases } from './save-phrases.ts';
import { selfTestPhrases } from './self-test-phrases.ts';
import { useSnapshot } from './store.ts';

const themes = ['system', 'light', 'dark'] as const;

/** What is opened from the header and lies over the conversation. */
export type PanelName = 'voice' | 'manners' | 'self-test' | 'egress' | 'save';

interface HeaderProps {
  readonly onPanel: (name: PanelName) => void;
}

/** What opened a panel: the focus comes back here. */
export const moreButton = (): HTMLElement | null => document.querySelector('[data-testid="more"]');

/** The strip that moves the window. */
export function Header({ onPanel }: HeaderProps): ReactElement {
  const theme = useSnapshot((snapshot) => snapshot.theme);
  const tray = useSnapshot((snapshot) => snapshot.tray);
  const killKey = useSnapshot((snapshot) => snapshot.killKey);
  const versions = useSnapshot((snapshot) => snapshot.versions);
  return (
    <header className={css['header']}>
      <h1 className={css['name']} title={phrases.version(versions.beside, versions.electron)}>
        {phrases.name}
      </h1>
      <div className={css['buttons']}>
        <IconButton
          icon="shrink"
          label={phrases.form.shrink}
          onPress={() => void actions.setForm('bar')}
          testId="shrink"
        />
        <Menu icon="more" label={phrases.more} testId="more">
          <MenuItem
            icon="speaker"
            label={phrases.voice.open}
            testId="voice"
            onPress={() => onPanel('voice')}
          />
          <MenuItem
            icon="hold"
            label={mannersPhrases.open}
            testId="manners"
            onPress={() => onPanel('manners')}
          />
          <MenuItem
            icon="clock"
            label={selfTestPhrases.open}
            testId="open-self-test"
            onPress={() => onPanel('self-test')}
          />
          <MenuItem
            icon="send"
            label={egressPhrases.open}
            testId="open-egress"
            onPress={() => onPanel('egress')}
          />
          <MenuItem
            icon="download"
            label={savePhrases.open}
            testId="open-save"
            onPress={() => onPanel('save')}
          />
          <MenuItem
            icon="info"
            label={phrases.around.again}
            testId="show-around"
            onPress={() => void actions.setShownAround(false)}
          />
          <MenuLine />
          <MenuChoice
            label={phrases.theme.label}
            value={theme}
            choices={themes.map((value) => ({
              value,
              label: phrases.theme[value],
              testId: `theme-${value}`,
            }))}
            onChoose={(chosen) => void actions.setTheme(chosen)}
          />
          <MenuLine />
          {tray === 'absent' && <MenuNote>{phrases.tray.absent(killKey)}</MenuNote>}
          <MenuItem icon="power" label={phrases.quit} testId="quit" onPress={() => void actions.quit()} />
        </Menu>
      </div>
    </header>
  );
}
