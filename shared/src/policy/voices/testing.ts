import type { Outlet } from '../../interpreting/outlet.ts';
import type { SessionEvent } from '../../session/events.ts';
import { producer } from '../../session/testing.ts';
import { chair, knocker, online, type other, plenary } from '../testing.ts';

/** Interpreters in the table of the policy: `knocker`, who stands in the plenary, is of no side. */

type Who = typeof other;
export const session = { to: 'session' } as const;
export const english: Outlet = { to: 'channel', language: 'en' };

export const works = (who: Who): SessionEvent => ({
  type: 'interpreter.assigned',
  participant: who,
  by: chair,
  languages: ['en', 'zh'],
  bound: session,
});
export const directed = (who: Who, outlet: Outlet): SessionEvent => ({
  type: 'interpreter.directed',
  participant: who,
  by: who,
  outlet,
});
/** Their microphone, `voice`. */
export const voice = (outlet: Outlet): readonly SessionEvent[] => [
  online(knocker),
  works(knocker),
  directed(knocker, outlet),
  {
    type: 'producer.opened',
    participant: knocker,
    producer: producer('voice'),
    source: 'microphone',
    room: plenary,
    epoch: 1,
  },
];
