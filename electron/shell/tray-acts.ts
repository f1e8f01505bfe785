import { app } from 'electron';
import type { StreamsDesk } from './streams-desk.ts';
import type { TrayAct } from './tray-menu.ts';

/** Does what was chosen in the tray's menu. */
export function performTrayAct(act: TrayAct, streams: StreamsDesk, show: () => void): void {
  switch (act.type) {
    case 'microphone':
      return streams.microphone.set(act.on);
    case 'stream':
      return streams.invited.set(act.stream, act.on);
    case 'pause':
      return streams.pause(act.length);
    case 'resume':
      return streams.microphone.resume();
    case 'kill':
      return streams.kill.press();
    case 'show':
      return show();
    case 'quit':
      return app.quit();
  }
}
