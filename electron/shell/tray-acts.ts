import { app } from 'electron';
import type { Conversation } from './conversation.ts';
import type { OverlayWindow } from './overlay-window.ts';
import type { StreamsDesk } from './streams-desk.ts';
import type { TrayAct } from './tray-menu.ts';

interface TrayActPorts {
  readonly streams: StreamsDesk;
  readonly conversation: Pick<Conversation, 'stopSpeech'>;
  readonly overlay: Pick<OverlayWindow, 'bringUp'>;
}

/** Does what was chosen in the tray's menu. */
export function performTrayAct(act: TrayAct, { streams, conversation, overlay }: TrayActPorts): void {
  switch (act.type) {
    case 'microphone':
      return streams.microphone.set(act.on);
    case 'stream':
      return streams.invited.set(act.stream, act.on);
    case 'pause':
      return streams.pause(act.length);
    case 'resume':
      return streams.microphone.resume();
    case 'stop':
      return conversation.stopSpeech();
    case 'kill':
      return streams.kill.press();
    case 'show':
      return overlay.bringUp();
    case 'quit':
      return app.quit();
  }
}
