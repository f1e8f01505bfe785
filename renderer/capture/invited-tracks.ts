import type { InvitedStream, StreamFault, StreamReport } from '../../shared/streams.ts';
import { streamFaultOf } from './stream-faults.ts';

export interface InvitedPorts {
  /** Asks the system for the device; a person may be asked in turn. */
  ask(stream: InvitedStream): Promise<MediaStream>;
  /** Lets what it gives flow to main; returns the way to end that. */
  deliver(stream: InvitedStream, media: MediaStream): () => void;
  report(report: StreamReport): void;
}

interface OpenTrack {
  readonly invitation: number;
  readonly media: MediaStream;
  end(): void;
}

/** Opens and closes the devices of the streams that Beside is invited to. One try each: what is lost is lost. */
export class InvitedTracks {
  readonly #ports: InvitedPorts;
  readonly #open = new Map<InvitedStream, OpenTrack>();
  /** Which of the invitations to a stream stands: the system may answer an earlier one last. */
  readonly #wanted = new Map<InvitedStream, number>();

  constructor(ports: InvitedPorts) {
    this.#ports = ports;
  }

  /** The same invitation twice is one. */
  set(stream: InvitedStream, on: boolean, invitation: number): void {
    if (!on) return this.#close(stream);
    if (this.#wanted.get(stream) === invitation) return;
    this.#close(stream);
    this.#wanted.set(stream, invitation);
    void this.#start(stream, invitation);
  }

  async #start(stream: InvitedStream, invitation: number): Promise<void> {
    const stands = (): boolean => this.#wanted.get(stream) === invitation;
    let media: MediaStream | null = null;
    try {
      media = await this.#ports.ask(stream);
      if (stands()) return this.#take(stream, media, invitation);
      // Called off while the system was still asking.
      stopAll(media);
      this.#ports.report({ stream, invitation, state: 'off' });
    } catch (error) {
      if (media) stopAll(media);
      if (stands()) this.#failed(stream, invitation, streamFaultOf(error, stream));
      else this.#ports.report({ stream, invitation, state: 'off' });
    }
  }

  #take(stream: InvitedStream, media: MediaStream, invitation: number): void {
    const track = trackOf(stream, media);
    if (track === undefined) {
      stopAll(media);
      return this.#failed(stream, invitation, stream === 'system-sound' ? 'unsupported' : 'no-device');
    }
    const ended = (): void => {
      if (this.#wanted.get(stream) === invitation) this.#failed(stream, invitation, 'ended');
    };
    track.addEventListener('ended', ended, { once: true });
    this.#open.set(stream, { invitation, media, end: this.#ports.deliver(stream, media) });
    // It went while it was being handed over: no event tells.
    if (track.readyState === 'ended') return ended();
    this.#ports.report({ stream, invitation, state: 'on', label: track.label });
  }

  #failed(stream: InvitedStream, invitation: number, fault: StreamFault): void {
    this.#release(stream);
    this.#ports.report({ stream, invitation, state: 'failed', fault });
  }

  #close(stream: InvitedStream): void {
    const open = this.#open.get(stream);
    this.#release(stream);
    // One that is still being asked for ends once the system has answered.
    if (open) this.#ports.report({ stream, invitation: open.invitation, state: 'off' });
  }

  #release(stream: InvitedStream): void {
    this.#wanted.delete(stream);
    const open = this.#open.get(stream);
    this.#open.delete(stream);
    if (!open) return;
    open.end();
    stopAll(open.media);
  }
}

const stopAll = (media: MediaStream): void => {
  for (const track of media.getTracks()) track.stop();
};

/** What other programs play comes with a picture of the screen, which nobody asked for. */
function trackOf(stream: InvitedStream, media: MediaStream): MediaStreamTrack | undefined {
  if (stream !== 'system-sound') return media.getVideoTracks()[0];
  const [sound] = media.getAudioTracks();
  if (sound) for (const picture of media.getVideoTracks()) picture.stop();
  return sound;
}
