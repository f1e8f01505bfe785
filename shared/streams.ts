import { z } from 'zod';

/**
 * Streams that a person invites Beside to for a while. Unlike the microphone none of them comes back by itself: a pause,
 * a locked screen, the kill key, a lost device and a restart all end the invitation.
 */
export const invitedStreams = ['camera', 'screen', 'system-sound'] as const;
export const invitedStreamSchema = z.enum(invitedStreams);
export type InvitedStream = z.infer<typeof invitedStreamSchema>;

/** Those that give pictures. */
export const pictureStreams = ['camera', 'screen'] as const satisfies readonly InvitedStream[];
export type PictureStream = (typeof pictureStreams)[number];

/** `cancelled`: the person closed the system's own question; nothing is wrong. */
export const streamFaultSchema = z.enum([
  'no-device',
  'permission-denied',
  'device-busy',
  'ended',
  'cancelled',
  'unsupported',
  'unknown',
]);
export type StreamFault = z.infer<typeof streamFaultSchema>;

export const invitedStateSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('off') }),
  z.strictObject({ state: z.literal('starting') }),
  z.strictObject({ state: z.literal('on'), label: z.string() }),
  z.strictObject({ state: z.literal('failed'), message: z.string() }),
]);
export type InvitedState = z.infer<typeof invitedStateSchema>;

export const invitedStatesSchema = z.strictObject({
  camera: invitedStateSchema,
  screen: invitedStateSchema,
  'system-sound': invitedStateSchema,
});
export type InvitedStates = z.infer<typeof invitedStatesSchema>;

const report = { stream: invitedStreamSchema, invitation: z.int() };
/** What the capture window says of a track; each invitation has a number, so that a late word is no word of the next. */
export const streamReportSchema = z.discriminatedUnion('state', [
  z.strictObject({ ...report, state: z.literal('on'), label: z.string() }),
  z.strictObject({ ...report, state: z.literal('off') }),
  z.strictObject({ ...report, state: z.literal('failed'), fault: streamFaultSchema }),
]);
export type StreamReport = z.infer<typeof streamReportSchema>;
