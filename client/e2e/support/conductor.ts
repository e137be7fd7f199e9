import type { ErrorReply } from '@parley/shared/errors';
import type { ParticipantId, RoomId } from '@parley/shared/ids';
import type { SessionView } from '@parley/shared/policy';
import type { RequestInput, RequestName, RequestOutput } from '@parley/shared/protocol';
import { Line } from './line.ts';

/**
 * Where everyone was heard from this moment on; null is nowhere. Whoever is on the way is still being cut off from the
 * room they were in, and out of it once they are somewhere else.
 */
export interface Whereabouts {
  /** Milliseconds since 1970, as the server has it. */
  readonly at: number;
  readonly rooms: ReadonlyMap<string, RoomId | null>;
}

/** A mediator without a browser, who moves people by the protocol and writes down where everyone is. */
export class Conductor {
  readonly #line: Line;
  readonly history: Whereabouts[] = [];

  private constructor(line: Line) {
    this.#line = line;
    line.onView(({ view, now }) => {
      this.history.push({ at: now, rooms: roomsIn(view, this.history.at(-1)?.rooms) });
    });
  }

  /** On the line by their personal link, and in the session. */
  static async connect(link: string): Promise<Conductor> {
    const conductor = new Conductor(await Line.open(link, 'conductor'));
    await conductor.ask('session.enter', {});
    await conductor.until(({ place }) => place.kind === 'room');
    return conductor;
  }

  get view(): SessionView {
    return this.#line.view;
  }

  /** Throws the server's refusal as `Error(code)` that carries it. */
  ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N>> {
    return this.#line.ask(name, input);
  }

  /** Moves them; when that mixes sides, or they lack an interpreter there, confirms exactly whom the server names. */
  async move(participants: readonly ParticipantId[], to: RoomId): Promise<void> {
    const wish = { participants: [...participants], to };
    try {
      await this.ask('people.move', wish);
    } catch (error) {
      const mixing = namedIn(error, 'room.mixes-sides');
      const unserved = namedIn(error, 'interpreter.missing');
      if (mixing === null && unserved === null) throw error;
      await this.ask('people.move', { ...wish, mixing: mixing ?? [], unserved: unserved ?? [] });
    }
  }

  /** Lets them in, whether or not they lack an interpreter. */
  async admit(participant: ParticipantId): Promise<void> {
    const wish = { participants: [participant] };
    try {
      await this.ask('lobby.admit', wish);
    } catch (error) {
      const unserved = namedIn(error, 'interpreter.missing');
      if (unserved === null) throw error;
      await this.ask('lobby.admit', { ...wish, unserved });
    }
  }

  until(fits: (view: SessionView) => boolean): Promise<SessionView> {
    return this.#line.until(fits);
  }

  /** Everyone of these stands in the room. */
  settled(participants: readonly ParticipantId[], room: RoomId): Promise<SessionView> {
    return this.until((view) =>
      participants.every((id) =>
        view.people.some(
          (person) => person.participant.id === id && person.attendance === 'here' && person.room === room,
        ),
      ),
    );
  }

  idOf(name: string): ParticipantId {
    const found = this.view.people.find(({ participant }) => participant.name === name);
    if (found === undefined) throw new Error(`nobody is called ${name}`);
    return found.participant.id;
  }

  /** The room of the joint session. */
  get plenary(): RoomId {
    const found = this.view.board?.rooms.find(({ kind }) => kind === 'plenary');
    if (found === undefined) throw new Error('there is no plenary');
    return found.id;
  }

  close(): void {
    this.#line.close();
  }
}

function roomsIn({ people }: SessionView, before?: Whereabouts['rooms']): Whereabouts['rooms'] {
  return new Map(
    people.map(({ participant: { name }, attendance, room }) => [
      name,
      attendance === 'here' ? room : attendance === 'entering' ? (before?.get(name) ?? null) : null,
    ]),
  );
}

function namedIn(error: unknown, code: ErrorReply['code']): ParticipantId[] | null {
  if (!(error instanceof Error) || !('reply' in error)) return null;
  const reply = error.reply as ErrorReply;
  return reply.code === code && reply.people !== undefined ? [...reply.people] : null;
}
