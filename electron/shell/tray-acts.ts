import { app } from 'electron';
import type { KillSwitch } from './kill-switch.ts';
import { pauseEndMs } from './pause-length.ts';
import type { StreamControl } from './stream-control.ts';
import type { TrayAct } from './tray-menu.ts';

interface TrayActPorts {
  readonly streams: Pick<StreamControl, 'set' | 'pause' | 'resume'>;
  readonly kill: Pick<KillSwitch, 'press'>;
  show(): void;
}

/** Does what was chosen in the tray's menu. */
export function performTrayAct(act: TrayAct, ports: TrayActPorts): void {
  switch (act.type) {
    case 'microphone':
      return ports.streams.set(act.on);
    case 'pause':
      return ports.streams.pause(pauseEndMs(act.length, new Date()));
    case 'resume':
      return ports.streams.resume();
    case 'kill':
      return ports.kill.press();
    case 'show':
      return ports.show();
    case 'quit':
      return app.quit();
  }
}
