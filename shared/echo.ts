/** What a check for echo found; `disturbed`: it was interrupted before it could tell. */
export const echoVerdicts = ['unknown', 'checking', 'clean', 'some', 'takes-turns', 'disturbed'] as const;
export type EchoVerdict = (typeof echoVerdicts)[number];
