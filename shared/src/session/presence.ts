import { interpretingAtFirst } from '../interpreting/interpreter.ts';
import type { Participant } from './people.ts';
import type { Presence } from './state.ts';

/** Somebody whom the session expects: all that there is of them before they have come. */
export const expected = (participant: Participant, everyone: readonly Participant[]): Presence => ({
  participant,
  attendance: { kind: 'expected' },
  epoch: 0,
  line: { kind: 'offline' },
  peer: null,
  microphone: 'muted',
  mutedBy: null,
  declined: null,
  handSince: null,
  ready: false,
  wish: null,
  leaving: null,
  stays: [],
  returnTo: null,
  welcome: false,
  missed: false,
  listens: null,
  reads: null,
  interpreting: interpretingAtFirst(participant, everyone),
});
