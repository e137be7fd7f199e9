import type { ErrorCode } from '../errors/index.ts';
import type { ParticipantId } from '../ids.ts';
import { audience, type SessionView, viewFor } from '../policy/index.ts';
import type { ParticipantCommand } from '../session/commands.ts';
import type { SessionCreated } from '../session/events.ts';
import { applicant, by, created, participant, producer, respondent, Scenario } from '../session/testing.ts';
import type { Outlet } from './outlet.ts';

/** Besides the usual people a second interpreter of no side, and one whom each side brings. */
export const withBooths: SessionCreated = {
  ...created,
  people: [
    ...created.people,
    { id: participant('partner'), name: 'Lu', languages: ['zh', 'en'], role: 'interpreter', side: null },
    { id: participant('ours'), name: 'Fan', languages: ['zh', 'en'], role: 'interpreter', side: applicant },
    {
      id: participant('theirs'),
      name: 'Kay',
      languages: ['zh', 'en', 'fr'],
      role: 'interpreter',
      side: respondent,
    },
  ],
};

export const into = (language: string): Outlet => ({ to: 'channel', language });

/** A session with interpreters, whose microphones are open. */
export class Booths extends Scenario {
  constructor(session: SessionCreated = withBooths) {
    super(session);
  }

  as(name: string, command: ParticipantCommand): ErrorCode | null {
    return this.do(command, by(name));
  }

  direct(name: string, outlet: Outlet): ErrorCode | null {
    return this.as(name, { type: 'interpreter.direct', outlet, epoch: this.epochOf(name) });
  }

  listen(name: string, language: string | null): ErrorCode | null {
    return this.as(name, { type: 'channel.listen', language });
  }

  assign(
    name: string,
    how: Omit<Extract<ParticipantCommand, { type: 'interpreter.assign' }>, 'type' | 'participant'>,
    actor = 'mediator',
  ): ErrorCode | null {
    return this.as(actor, { type: 'interpreter.assign', participant: participant(name), ...how });
  }

  /** Everyone's who is in a room and may speak. */
  speakAll(): this {
    const names = ['mediator', 'party', 'counsel', 'respondent', 'interpreter', 'partner', 'ours', 'theirs'];
    return this.speak(...names);
  }

  /** Their microphones are open, and published where they stand. */
  speak(...names: readonly string[]): this {
    for (const name of names) {
      const epoch = this.epochOf(name);
      const id = producer(`m${epoch}-${name}`);
      this.as(name, { type: 'microphone.set', open: true, epoch });
      this.as(name, { type: 'media.publish', producer: id, source: 'microphone', epoch });
    }
    return this;
  }

  /** Whom the SFU sends somebody's microphone to. */
  hearersOf(name: string): readonly ParticipantId[] {
    const mine = [...this.state.producers.values()].find(
      ({ owner, source }) => owner === participant(name) && source === 'microphone',
    );
    const byPeer = new Map(
      [...this.state.people.values()].map(({ peer, participant: { id } }) => [peer, id]),
    );
    return audience(this.state)
      .edges.filter(({ producer: id }) => id === mine?.id)
      .flatMap(({ listener }) => byPeer.get(listener) ?? [])
      .sort();
  }

  viewOf(name: string): SessionView {
    const view = viewFor(this.state, participant(name));
    if (view === null) throw new Error(`${name} is shown nothing`);
    return view;
  }
}

/** The joint session with everyone in it. */
export const everyoneTogether = (): Booths =>
  new Booths()
    .seat('second', 'party', 'counsel', 'respondent', 'interpreter', 'partner', 'ours', 'theirs', 'observer')
    .speakAll();
