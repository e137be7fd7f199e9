import type { ErrorReply } from '@parley/shared/errors';
import type { Epoch, ParticipantId, RoomId } from '@parley/shared/ids';
import type { RequestInput, RequestName } from '@parley/shared/protocol';
import type { HouseRules, WishKind } from '@parley/shared/session';
import { type Ask, replyTo, telling } from './ask.ts';
import type { HeldAsked } from './held-presses.ts';

/**
 * What came of moving people. `mixes` names everyone of opposing sides who would be in the one private room: nothing
 * has happened, and the same move with exactly these people confirmed goes through.
 */
export type Moved =
  | { readonly kind: 'done' }
  | { readonly kind: 'mixes'; readonly people: readonly ParticipantId[] }
  | { readonly kind: 'refused' };

/** What came of bringing everyone together. `unserved` names everyone who lacks an interpreter there; otherwise as above. */
export type Gathered =
  | Exclude<Moved, { readonly kind: 'mixes' }>
  | { readonly kind: 'unserved'; readonly people: readonly ParticipantId[] };

export interface NewCaucus {
  readonly title: string;
  readonly participants: readonly ParticipantId[];
  /** How long it is meant to last; null is open-ended. */
  readonly minutes: number | null;
}

/** What is done about rooms and who is in which. Each resolves when the server has answered; refusals become notices. */
export interface RoomActions {
  openCaucus(wish: NewCaucus, confirmed?: readonly ParticipantId[]): Promise<Moved>;
  /** As all of these that answer with a boolean: whether it was done. */
  renameCaucus(room: RoomId, title: string): Promise<boolean>;
  timeCaucus(room: RoomId, minutes: number | null): Promise<void>;
  closeCaucus(room: RoomId): Promise<boolean>;
  move(
    participants: readonly ParticipantId[],
    to: RoomId,
    confirmed?: readonly ParticipantId[],
  ): Promise<Moved>;
  /** Into the room of this stay, which the screen shows. */
  letIn(participant: ParticipantId, epoch: Epoch): Promise<void>;
  /** Takes back an entry that is being announced, or does not let somebody in. */
  keepOut(participant: ParticipantId): Promise<void>;
  /** Brings everyone into the joint session after so many seconds. */
  gather(seconds: number, confirmed?: readonly ParticipantId[]): Promise<Gathered>;
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

export function roomActions({ ask, held, failed }: RoomActionsParts): RoomActions {
  const told = telling(ask, failed);
  const asked = async <N extends RequestName>(name: N, input: RequestInput<N>): Promise<boolean> =>
    (await told(name, input)) !== null;
  const done = async <N extends RequestName>(name: N, input: RequestInput<N>): Promise<void> => {
    await asked(name, input);
  };
  /** A refusal that leaves it to whoever asks is a question and no notice. */
  const unlessTo =
    <Q>(question: (reply: ErrorReply) => Q | null) =>
    async (work: Promise<unknown>): Promise<Q | { readonly kind: 'done' | 'refused' }> => {
      try {
        await work;
        return { kind: 'done' };
      } catch (error) {
        const asked = question(replyTo(error));
        if (asked !== null) return asked;
        failed(error);
        return { kind: 'refused' };
      }
    };
  const moved = unlessTo(({ code, people }) =>
    code === 'room.mixes-sides' && people !== undefined ? ({ kind: 'mixes', people } as const) : null,
  );
  const gathered = unlessTo(({ code, people }) =>
    code === 'interpreter.missing' && people !== undefined ? ({ kind: 'unserved', people } as const) : null,
  );
  return {
    openCaucus: ({ title, participants, minutes }, confirmed = []) =>
      moved(ask('caucus.open', { title, minutes, participants: [...participants], mixing: [...confirmed] })),
    renameCaucus: (room, title) => asked('caucus.rename', { room, title }),
    timeCaucus: (room, minutes) => done('caucus.time', { room, minutes }),
    closeCaucus: (room) => asked('caucus.close', { room }),
    move: (participants, to, confirmed = []) =>
      moved(ask('people.move', { participants: [...participants], to, mixing: [...confirmed] })),
    letIn: (participant, epoch) => done('entry.admit', { participant, epoch }),
    keepOut: (participant) => done('entry.end', { participant }),
    gather: (seconds, confirmed = []) => gathered(ask('joint.gather', { seconds, unserved: [...confirmed] })),
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
