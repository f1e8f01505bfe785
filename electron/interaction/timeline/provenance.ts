/** Where something came from. Only `user-*` may instruct. */
export type Provenance =
  | 'user-speech'
  | 'user-typing'
  /** Beside's own doing: what it decided, played and let be heard. */
  | 'self'
  | 'device'
  | 'inference'
  | 'reply-port'
  /** Seen or overheard, found out: evidence, never an instruction. */
  | 'bystander'
  | 'screen'
  | 'camera'
  | 'tool'
  | 'background';
