import type { ErrorReply } from '@parley/shared/errors';
import { DeviceId, type ParticipantId, type RoomId } from '@parley/shared/ids';
import type { SessionView } from '@parley/shared/policy';
import {
  type ClientToServerEvents,
  notices,
  type Reply,
  type RequestInput,
  type RequestName,
  type RequestOutput,
  type ServerToClientEvents,
} from '@parley/shared/protocol';
import { io, type Socket } from 'socket.io-client';

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
  readonly #socket: Socket<ServerToClientEvents, ClientToServerEvents>;
  readonly history: Whereabouts[] = [];
  #view: SessionView | null = null;
  readonly #watchers = new Set<() => void>();

  private constructor(socket: Socket<ServerToClientEvents, ClientToServerEvents>) {
    this.#socket = socket;
    socket.on('view', (notice) => {
      const { view, now } = notices.view.parse(notice);
      this.#view = view;
      this.history.push({ at: now, rooms: roomsIn(view, this.history.at(-1)?.rooms) });
      for (const watcher of this.#watchers) watcher();
    });
  }

  /** On the line by their personal link, and in the session. */
  static async connect(link: string): Promise<Conductor> {
    const url = new URL(link);
    const socket = io(url.origin, {
      auth: { token: url.hash.slice(1), device: DeviceId.parse('conductor'), takeOver: true },
      transports: ['websocket'],
      extraHeaders: { origin: url.origin },
    });
    const conductor = new Conductor(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    await conductor.ask('session.enter', {});
    await conductor.until(({ place }) => place.kind === 'room');
    return conductor;
  }

  get view(): SessionView {
    if (this.#view === null) throw new Error('nothing was shown yet');
    return this.#view;
  }

  /**
   * Throws the server's refusal as `Error(code)` that carries it. What a broken line left unanswered is asked again
   * once the line is back, as a browser would.
   */
  async ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N>> {
    const untyped: { emitWithAck(name: string, input: unknown): Promise<unknown> } = this.#socket;
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#connected();
        const reply = (await untyped.emitWithAck(name, input)) as Reply<RequestOutput<N>>;
        if (reply.ok) return reply.value;
        throw Object.assign(new Error(reply.error.code), { reply: reply.error });
      } catch (error) {
        if (this.#socket.connected || attempt > 5) throw error;
      }
    }
  }

  #connected(): Promise<void> {
    if (this.#socket.connected) return Promise.resolve();
    return new Promise((resolve) => this.#socket.once('connect', resolve));
  }

  /** Moves them; when that mixes sides, confirms exactly whom the server names. */
  async move(participants: readonly ParticipantId[], to: RoomId): Promise<void> {
    try {
      await this.ask('people.move', { participants: [...participants], to });
    } catch (error) {
      const people = mixedIn(error);
      if (people === null) throw error;
      await this.ask('people.move', { participants: [...participants], to, mixing: [...people] });
    }
  }

  until(fits: (view: SessionView) => boolean): Promise<SessionView> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#watchers.delete(look);
        reject(new Error(`what was waited for did not come: ${JSON.stringify(this.#view)}`));
      }, 30_000);
      const look = (): void => {
        if (this.#view === null || !fits(this.#view)) return;
        clearTimeout(timer);
        this.#watchers.delete(look);
        resolve(this.#view);
      };
      this.#watchers.add(look);
      look();
    });
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

  close(): void {
    this.#socket.disconnect();
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

function mixedIn(error: unknown): readonly ParticipantId[] | null {
  if (!(error instanceof Error) || !('reply' in error)) return null;
  const reply = error.reply as ErrorReply;
  return reply.code === 'room.mixes-sides' ? (reply.people ?? null) : null;
}
