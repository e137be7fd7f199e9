import type { TypingScenario } from './scenario.ts';

export const typing: TypingScenario = {
  kind: 'typing',
  name: 'typing',
  says: 'Twenty type in a document, beside y-websocket and Hocuspocus: what a delivered edit costs, as bench:documents has it',
  seconds: 5,
  rounds: 7,
  comingMs: 0,
  seed: 20_261_129,
};
