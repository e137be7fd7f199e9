import { Refusal } from '@parley/shared/errors';
import type { Epoch, ParticipantId, RoomId } from '@parley/shared/ids';
import { type Action, type Actions, can, cardOf, notedRoom } from '@parley/shared/policy';
import type { PastNote } from '@parley/shared/protocol';
import type { SessionActor } from '../session/actor.ts';
import type { Notes } from './notes.ts';

/**
 * One person's notes beyond the room they stand in: what they had written when they were taken out of one, and, for
 * those who conduct, all of them. What is read in a room goes by its `RoomHandle`.
 */
export class OwnNotes {
  readonly #notes: Notes;
  readonly #actor: SessionActor;
  readonly #participant: ParticipantId;

  constructor(notes: Notes, actor: SessionActor, participant: ParticipantId) {
    this.#notes = notes;
    this.#actor = actor;
    this.#participant = participant;
  }

  /** Throws `epoch.stale` for any stay but the present one and the last. */
  async write(epoch: Epoch, text: string): Promise<void> {
    this.#may('note.write', { epoch });
    const room = this.#noted(epoch);
    await this.#notes.write(
      { session: this.#actor.id, room, participant: this.#participant },
      text,
      Date.now(),
    );
  }

  async review(): Promise<PastNote[]> {
    this.#may('note.review', {});
    const found = await this.#notes.of({ session: this.#actor.id, participant: this.#participant });
    this.#may('note.review', {});
    const { rooms, closed } = this.#actor.state;
    return found.flatMap(({ room: id, text, writtenAt }) => {
      const room = rooms.get(id) ?? closed.get(id);
      return room === undefined ? [] : [{ room: cardOf(room), closed: !rooms.has(id), writtenAt, text }];
    });
  }

  #noted(epoch: Epoch): RoomId {
    const me = this.#actor.state.people.get(this.#participant);
    const room = me === undefined ? null : notedRoom(me, epoch);
    if (room === null) throw new Refusal('epoch.stale');
    return room;
  }

  #may<A extends Action>(action: A, target: Actions[A]): void {
    const verdict = can(this.#actor.state, this.#participant, action, target);
    if (verdict.kind === 'deny') throw new Refusal(verdict.code);
  }
}
