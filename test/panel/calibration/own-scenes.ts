import { samplesToMs } from '../../../shared/audio.ts';
import type { PlainVoiceName } from '../../../shared/inference.ts';
import { joined, silence, speech } from '../../scenarios/support/sounds.ts';
import type { CompiledScene, Scene } from '../scene.ts';
import type { SceneSource } from '../scenes/scene-source.ts';

const LEAD_MS = 800;
const TAIL_MS = 1500;
const VOICES = ['slt', 'awb', 'kal16'] as const satisfies readonly PlainVoiceName[];

const QUESTIONS = [
  ['What is thirty plus nine?', '39'],
  ['What is seventeen times twenty three?', '391'],
  ['What is twelve plus thirty?', '42'],
  ['How much is ninety minus fifteen?', '75'],
  ['What is six times nine?', '54'],
] as const;

/** Questions and interruptions in plain synthetic voices. */
export async function ownScenes(): Promise<readonly SceneSource[]> {
  const all: CompiledScene[] = [];
  for (const voice of VOICES)
    for (const [text, answer] of QUESTIONS) {
      all.push(await asked(voice, text, answer));
      all.push(await interrupted(voice, `Hold on, ${text.toLowerCase()}`, answer));
    }
  return all.map((one) => ({ scene: one.scene, compile: () => Promise.resolve(one) }));
}

async function asked(voice: PlainVoiceName, text: string, answer: string): Promise<CompiledScene> {
  const said = await speech(text, voice);
  const mark = { kind: 'turn', ...within(said.length), text, answer: [answer] } as const;
  return compiled(`${voice}: ${text}`, 'question', { kind: 'none' }, said, mark);
}

async function interrupted(voice: PlainVoiceName, text: string, answer: string): Promise<CompiledScene> {
  const said = await speech(text, voice);
  const mark = { kind: 'interruption', ...within(said.length), text, answer: [answer] } as const;
  return compiled(`${voice}: ${text}`, 'interruption', { kind: 'beside-talks' }, said, mark);
}

const within = (samples: number): { fromMs: number; toMs: number } => ({
  fromMs: LEAD_MS,
  toMs: LEAD_MS + samplesToMs(samples),
});

function compiled(
  id: string,
  family: Scene['family'],
  prelude: Scene['prelude'],
  said: CompiledScene['sound'],
  mark: Scene['marks'][number],
): CompiledScene {
  const sound = joined(silence(LEAD_MS), said, silence(TAIL_MS));
  const [speaker = ''] = id.split(':');
  return {
    scene: {
      id,
      family,
      split: 'tune',
      human: false,
      speakers: [speaker],
      prelude,
      durationMs: samplesToMs(sound.length),
      marks: [mark],
      echoDb: null,
      snrDb: null,
    },
    sound,
  };
}
