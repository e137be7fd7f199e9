import { DeviceId, type ParticipantId } from '@parley/shared/ids';
import { type SessionEvent, SessionEvent as Event } from '@parley/shared/session';
import type { OpenEdge } from '@parley/sfu/fake';
import { Connection } from '../../gateway/connection.ts';
import type { SessionHost } from '../../session/host.ts';
import { linkOf, nextDoor } from './cast.ts';
import type { Counters } from './counters.ts';
import { type Life, silent } from './life.ts';
import { capabilities, parametersOf } from './tracks.ts';
import { must } from './violation.ts';

/** Two people next door, who hear each other; what else anyone of them is sent comes from another session. */
export class Neighbour {
  readonly #counters: Counters;
  readonly #judge: (work: () => void) => void;
  readonly #lines: Connection[] = [];
  #told = 0;
  /** How many messages they had been sent when all was said; null while it is not. */
  #quietSince: number | null = null;
  /** Of the track that is heard there. */
  producer = '';
  consumer = '';

  constructor(counters: Counters, judge: (work: () => void) => void) {
    this.#counters = counters;
    this.#judge = judge;
  }

  static history(): SessionEvent[] {
    const [mediator, recorder] = nextDoor.people;
    const stands = [mediator, recorder].flatMap((person) => [
      {
        type: 'participant.moving',
        participant: person?.id,
        by: mediator?.id,
        to: nextDoor.plenary,
        epoch: 1,
      },
      { type: 'participant.settled', participant: person?.id, room: nextDoor.plenary, epoch: 1 },
    ]);
    return [nextDoor, { type: 'session.opened', at: 1 }, ...stands].map((event) => Event.parse(event));
  }

  /** They come, and one of them speaks; `flush` lets happen what is asked of the SFU. */
  async come(life: Life, flush: () => Promise<void>): Promise<void> {
    this.#lines.length = 0;
    this.#quietSince = null;
    const pending = life.registry.get(nextDoor.id);
    await flush();
    const host = await pending;
    for (const { id } of nextDoor.people) this.#lines.push(this.#open(id, life, host));
    await flush();
    for (const line of this.#lines)
      await this.#ask(line, 'media.join', { rtpCapabilities: capabilities }, flush);
    const [speaker, listener] = this.#lines;
    if (speaker === undefined || listener === undefined) return;
    const wish = { epoch: 1, source: 'microphone', rtpParameters: parametersOf('microphone', 1) };
    await this.#ask(speaker, 'media.publish', wish, flush);
    await this.#ask(listener, 'media.ready', { consumer: this.consumer }, flush);
    this.#quietSince = this.#told;
  }

  /** Nothing of the session played reaches anybody here. */
  judge(edges: readonly OpenEdge[]): void {
    if (this.#quietSince === null) return;
    const heard = edges.filter(({ session }) => session === nextDoor.id);
    must(this.#told === this.#quietSince, () => 'somebody next door is sent something');
    for (const { producer, consumer } of heard) {
      must(producer === this.producer && consumer === this.consumer, () => `${producer} is heard next door`);
    }
    this.#counters.add('heard next door', heard.length);
  }

  /** Somebody here asks for a thing of the session played. It is answered as if there were none. */
  pry(name: string, real: object, made: object): void {
    for (const line of this.#lines) {
      const replies: string[] = [];
      for (const input of [real, made]) {
        const answer = (reply: unknown): void =>
          this.#judge(() => {
            replies.push(JSON.stringify(reply));
            const [first, second = first] = replies;
            // The SFU may have gone away between the two.
            const away = replies.some((each) => each.includes('sfu.unavailable'));
            must(
              away || first === second,
              () => `${name} tells next door that it is there: ${replies.join(' ')}`,
            );
          });
        void line.received({ name, rest: [input, answer], tooLong: false });
      }
      this.#counters.add('asked from next door');
    }
  }

  #open(participant: ParticipantId, { lines }: Life, host: SessionHost): Connection {
    return new Connection(
      {
        send: (name, notice) => {
          this.#told += 1;
          if (name === 'consumer.opened' && 'options' in notice) this.consumer = notice.options.consumer;
        },
        end: () => undefined,
        reset: () => undefined,
      },
      {
        holder: { link: linkOf(participant), session: nextDoor.id, participant },
        handshake: {
          token: participant.padEnd(20, '-'),
          device: DeviceId.parse(participant),
          takeOver: true,
        },
        host,
      },
      { lines, markJoined: async () => undefined, logger: silent, onRequest: () => undefined },
      { consume: async () => undefined },
    );
  }

  async #ask(line: Connection, name: string, input: object, flush: () => Promise<void>): Promise<void> {
    let answered: unknown;
    void line.received({ name, rest: [input, (reply: unknown) => void (answered = reply)], tooLong: false });
    await flush();
    must(
      JSON.stringify(answered).includes('"ok":true'),
      () => `next door ${name}: ${JSON.stringify(answered)}`,
    );
    const { value } = answered as { value: { producer?: string } };
    if (value.producer !== undefined) this.producer = value.producer;
  }
}
