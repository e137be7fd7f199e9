import type { ErrorReply } from '@parley/shared/errors';
import type { Epoch, ParticipantId, RoomId } from '@parley/shared/ids';
import type { RequestInput, RequestName } from '@parley/shared/protocol';
import type { HouseRules, WishKind } from '@parley/shared/session';
import { type Ask, replyTo, telling } from './ask.ts';
import type { HeldAsked } from './held-presses.ts';

/**
 * What whoever brings people somewhere is asked first. `mixes` names everyone of opposing sides who would be in the one
 * private room, `unserved` everyone who would lack an interpreter in the joint session.
 */
export interface MoveQuestion {
  readonly kind: 'mixes' | 'unserved';
  readonly people: readonly ParticipantId[];
}

/** What came of it. With a question nothing has happened, and the same with exactly that confirmed goes through. */
export type Moved = { readonly kind: 'done' } | MoveQuestion | { readonly kind: 'refused' };

export interface NewCaucus {
  readonly title: string;
  readonly participants: readonly ParticipantId[];
  /** How long it is meant to last; null is open-ended. */
  readonly minutes: number | null;
}

/** What is done about rooms and who is in which. Each resolves when the server has answered; refusals become notices. */
export interface RoomActions {
  openCaucus(wish: NewCaucus, confirmed?: MoveQuestion | null): Promise<Moved>;
  /** As all of these that answer with a boolean: whether it was done. */
  renameCaucus(room: RoomId, title: string): Promise<boolean>;
  timeCaucus(room: RoomId, minutes: number | null): Promise<void>;
  closeCaucus(room: RoomId): Promise<boolean>;
  move(participants: readonly ParticipantId[], to: RoomId, confirmed?: MoveQuestion | null): Promise<Moved>;
  /** Out of the lobby, all of them or nobody. */
  admit(participants: readonly ParticipantId[], confirmed?: MoveQuestion | null): Promise<Moved>;
  /** Into the room of this stay, which the screen shows. */
  letIn(participant: ParticipantId, epoch: Epoch): Promise<void>;
  /** Takes back an entry that is being announced, or does not let somebody in. */
  keepOut(participant: ParticipantId): Promise<void>;
  /** Brings everyone into the joint session after so many seconds. */
  gather(seconds: number, confirmed?: MoveQuestion | null): Promise<Moved>;
  callOff(): Promise<void>;
  /** Sends every side back into its own arrival room. */
  part(): Promise<void>;
  /** Into one room, or, with null, into all of them. */
  tell(to: RoomId | null, text: string): Promise<boolean>;
  wish(kind: WishKind, note: string): Promise<boolean>;
  withdrawWish(): Promise<void>;
  declineWish(participant: ParticipantId, reason: string): Promise<boolean>;
  setReady(ready: boolean): Promise<void>;
  lock(locked: boolean): Promise<void>;
  setHouseRules(rules: HouseRules): Promise<void>;
  takeLead(): Promise<boolean>;
  returnLead(): Promise<void>;
}

interface RoomActionsParts {
  readonly ask: Ask;
  readonly held: HeldAsked;
  readonly failed: (error: unknown) => void;
}

function questionOf({ code, people }: ErrorReply): MoveQuestion | null {
  if (people === undefined) return null;
  if (code === 'room.mixes-sides') return { kind: 'mixes', people };
  return code === 'interpreter.missing' ? { kind: 'unserved', people } : null;
}

/** Whom a confirmed question of this kind was about. */
const named = (confirmed: MoveQuestion | null, kind: MoveQuestion['kind']): ParticipantId[] =>
  confirmed?.kind === kind ? [...confirmed.people] : [];

export function roomActions({ ask, held, failed }: RoomActionsParts): RoomActions {
  const told = telling(ask, failed);
  const asked = async <N extends RequestName>(name: N, input: RequestInput<N>): Promise<boolean> =>
    (await told(name, input)) !== null;
  const done = async <N extends RequestName>(name: N, input: RequestInput<N>): Promise<void> => {
    await asked(name, input);
  };
  /** A refusal that leaves it to whoever asks is a question and no notice. */
  const moved = async (work: Promise<unknown>): Promise<Moved> => {
    try {
      await work;
      return { kind: 'done' };
    } catch (error) {
      const question = questionOf(replyTo(error));
      if (question !== null) return question;
      failed(error);
      return { kind: 'refused' };
    }
  };
  return {
    openCaucus: ({ title, participants, minutes }, confirmed = null) =>
      moved(
        ask('caucus.open', {
          title,
          minutes,
          participants: [...participants],
          mixing: named(confirmed, 'mixes'),
        }),
      ),
    renameCaucus: (room, title) => asked('caucus.rename', { room, title }),
    timeCaucus: (room, minutes) => done('caucus.time', { room, minutes }),
    closeCaucus: (room) => asked('caucus.close', { room }),
    move: (participants, to, confirmed = null) =>
      moved(
        ask('people.move', {
          participants: [...participants],
          to,
          mixing: named(confirmed, 'mixes'),
          unserved: named(confirmed, 'unserved'),
        }),
      ),
    admit: (participants, confirmed = null) =>
      moved(
        ask('lobby.admit', {
          participants: [...participants],
          unserved: named(confirmed, 'unserved'),
        }),
      ),
    letIn: (participant, epoch) => done('entry.admit', { participant, epoch }),
    keepOut: (participant) => done('entry.end', { participant }),
    gather: (seconds, confirmed = null) =>
      moved(ask('joint.gather', { seconds, unserved: named(confirmed, 'unserved') })),
    callOff: () => done('gathering.call-off', {}),
    part: () => done('joint.close', {}),
    tell: (to, text) => asked('room.tell', { to, text }),
    wish: async (kind, note) => (await held('wish.make', { kind, note })) !== null,
    withdrawWish: () => done('wish.withdraw', {}),
    declineWish: (participant, reason) => asked('wish.decline', { participant, reason }),
    setReady: async (ready) => {
      await held('ready.set', { ready });
    },
    lock: (locked) => done('session.lock', { locked }),
    setHouseRules: (rules) => done('house-rules.set', rules),
    takeLead: () => asked('lead.take', {}),
    returnLead: () => done('lead.return', {}),
  };
}
