import type { PlaybackReport } from '../../shared/capture-protocol.ts';
import type { HostEvent, LaneReport } from '../../shared/inference.ts';
import type { EngineState } from '../interaction/state.ts';
import type { Perception } from '../interaction/timeline/events.ts';

/** What the host and the player say, as the engine perceives it. */

export type Abilities = EngineState<null>['abilities'];

export const noAbilities: Abilities = { hearFast: false, hearFinal: false, speak: false };

export function abilitiesOf(lanes: readonly LaneReport[]): Abilities {
  const ready = (lane: LaneReport['lane']): boolean =>
    lanes.some((one) => one.lane === lane && one.state === 'ready');
  // Without voice activity nobody knows when anything is said.
  const hears = (lane: LaneReport['lane']): boolean => ready('floor') && ready(lane);
  return { hearFast: hears('hear-fast'), hearFinal: hears('hear-final'), speak: ready('speak') };
}

export function recognisedBy(event: Extract<HostEvent, { type: 'recognised' }>): Perception {
  const { requestId, text, costMs, toSample, endOfTurn } = event;
  const told = endOfTurn === undefined ? {} : { endOfTurn };
  return { type: 'recognised', requestId, text, costMs, toSample, ...told };
}

export function outputBy({ cell, act, user, voice }: Extract<HostEvent, { type: 'decided' }>): Perception {
  return { type: 'policy-output', cell, act, user, voice };
}

/** What the player reports of Beside's own voice. */
export function playbackOf(report: Exclude<PlaybackReport, { type: 'underrun' }>): Perception {
  const { utteranceId } = report;
  if (report.type === 'progress') return { type: 'audible', utteranceId, samples: report.audibleSamples };
  return { type: 'playback-ended', utteranceId, samples: report.renderedSamples, cause: report.cause };
}
