import { Refusal } from '@parley/shared/errors';
import type { RequestName } from '@parley/shared/protocol';
import type { Holder } from '../files/desk.ts';
import { mint } from '../lib/mint.ts';
import { OwnNotes } from '../notes/own-notes.ts';
import { agreementHandlers } from './agreement-handlers.ts';
import { captionsHandlers } from './captions-handlers.ts';
import { glossaryHandlers } from './glossary-handlers.ts';
import { interpretingHandlers } from './interpreting-handlers.ts';
import { actorOf, type Asker, command, type Handler, perform, room } from './asker.ts';

const ownNotes = ({ host, participant }: Asker): OwnNotes =>
  new OwnNotes(host.notes, host.actor, participant);

/** Whoever moves, or continues on another device, holds the room no longer. */
const holder = (asker: Asker, epoch: number): Holder => ({
  room: room(asker, epoch),
  participant: asker.participant,
  stillOnLine: () => {
    const { actor } = asker.host;
    if (actor.closed) throw new Refusal('connection.lost');
    const line = actor.state.people.get(asker.participant)?.line;
    if (line?.kind !== 'online') throw new Refusal('connection.lost');
    if (line.connection !== asker.connection) throw new Refusal('connection.superseded');
  },
  onChange: (listener) => asker.host.actor.listen(listener),
  inDoubt: () => asker.host.actor.closed,
});

/** What each request does. A request of the protocol without a handler does not compile. */
export const handlers: { readonly [N in RequestName]: Handler<N> } = {
  'session.enter': async (asker) => {
    await perform(asker, { type: 'session.enter' });
    return { rtpCapabilities: await asker.host.desk.capabilities() };
  },
  'session.leave': command<'session.leave'>(() => ({ type: 'session.leave' })),
  'session.adjourn': command<'session.adjourn'>(({ note }) => ({ type: 'session.adjourn', note })),
  'session.resume': command<'session.resume'>(() => ({ type: 'session.resume' })),
  'lobby.admit': command<'lobby.admit'>((wish) => ({ type: 'lobby.admit', ...wish })),
  'lobby.refuse': command<'lobby.refuse'>(({ participant, reason }) => ({
    type: 'lobby.refuse',
    participant,
    reason,
  })),
  'participant.mute': command<'participant.mute'>(({ participant }) => ({
    type: 'participant.mute',
    participant,
  })),
  'participant.remove': command<'participant.remove'>(({ participant, reason }) => ({
    type: 'participant.remove',
    participant,
    reason,
  })),
  'participant.recall': command<'participant.recall'>(({ participant }) => ({
    type: 'participant.recall',
    participant,
  })),
  'session.lock': command<'session.lock'>(({ locked }) => ({ type: 'session.lock', locked })),
  'house-rules.set': command<'house-rules.set'>((rules) => ({ type: 'house-rules.set', rules })),
  'lead.take': command<'lead.take'>(() => ({ type: 'lead.take' })),
  'lead.return': command<'lead.return'>(() => ({ type: 'lead.return' })),
  'ready.set': command<'ready.set'>(({ ready }) => ({ type: 'ready.set', ready })),
  'caucus.open': async (asker, wish) => {
    const made = mint.room();
    await perform(asker, { type: 'caucus.open', room: made, ...wish });
    return { room: made };
  },
  'caucus.rename': command<'caucus.rename'>(({ room, title }) => ({ type: 'caucus.rename', room, title })),
  'caucus.time': command<'caucus.time'>(({ room, minutes }) => ({ type: 'caucus.time', room, minutes })),
  'caucus.close': command<'caucus.close'>(({ room }) => ({ type: 'caucus.close', room })),
  'people.move': command<'people.move'>((wish) => ({ type: 'people.move', ...wish })),
  'entry.admit': command<'entry.admit'>((wish) => ({ type: 'entry.admit', ...wish })),
  'entry.end': command<'entry.end'>(({ participant }) => ({ type: 'entry.end', participant })),
  'joint.gather': command<'joint.gather'>((wish) => ({ type: 'joint.gather', ...wish })),
  'joint.close': command<'joint.close'>(() => ({ type: 'joint.close' })),
  'gathering.call-off': command<'gathering.call-off'>(() => ({ type: 'gathering.call-off' })),
  'wish.make': command<'wish.make'>(({ kind, note }) => ({ type: 'wish.make', kind, note })),
  'wish.withdraw': command<'wish.withdraw'>(() => ({ type: 'wish.withdraw' })),
  'wish.decline': command<'wish.decline'>(({ participant, reason }) => ({
    type: 'wish.decline',
    participant,
    reason,
  })),
  'room.tell': async (asker, { to, text }) => {
    const rooms = to === null ? [...asker.host.actor.state.rooms.keys()] : [to];
    await perform(asker, {
      type: 'room.tell',
      rooms: rooms.map((each) => ({ room: each, id: mint.message() })),
      kind: to === null ? 'announced' : 'sent',
      text,
    });
    return {};
  },
  'hand.raise': command<'hand.raise'>(({ epoch }) => ({ type: 'hand.raise', epoch })),
  'hand.lower': command<'hand.lower'>(({ participant }) => ({ type: 'hand.lower', participant })),
  'microphone.set': command<'microphone.set'>((wish) => ({ type: 'microphone.set', ...wish })),
  'chat.say': async (asker, { id, epoch, text }) => ({ message: await room(asker, epoch).say(id, text) }),
  'chat.history': (asker, { epoch, before }) => room(asker, epoch).history(before),
  'file.offer': async (asker, { epoch, ...wish }) => ({
    ticket: asker.host.files.offer(holder(asker, epoch), wish),
  }),
  'file.fetch': async (asker, { epoch, file }) => ({
    ticket: await asker.host.files.fetch(holder(asker, epoch), file),
  }),
  'note.read': async (asker, { epoch }) => ({ text: await room(asker, epoch).note(asker.host.notes) }),
  'note.write': async (asker, { epoch, text }) => {
    await ownNotes(asker).write(epoch, text);
    return {};
  },
  'note.review': async (asker) => ({ notes: await ownNotes(asker).review() }),
  ...agreementHandlers,
  ...interpretingHandlers,
  ...captionsHandlers,
  ...glossaryHandlers,
  'media.capabilities': async ({ host }) => ({ rtpCapabilities: await host.desk.capabilities() }),
  'media.join': (asker, { rtpCapabilities }) => asker.host.desk.join(actorOf(asker), rtpCapabilities),
  'media.connect': async ({ host, participant }, { direction, dtlsParameters }) => {
    await host.desk.connect(participant, direction, dtlsParameters);
    return {};
  },
  'media.restart-ice': async ({ host, participant }, { direction }) => ({
    iceParameters: await host.desk.restartIce(participant, direction),
  }),
  'media.publish': async (asker, wish) => ({
    producer: await asker.host.desk.publish(actorOf(asker), wish),
  }),
  'media.unpublish': async (asker, { producer }) => {
    await asker.host.desk.unpublish(actorOf(asker), producer);
    return {};
  },
  'media.ready': async ({ host, participant }, { consumer }) => {
    await host.desk.ready(participant, consumer);
    return {};
  },
  'media.prefer': async ({ host, participant }, { consumer, spatial }) => {
    await host.desk.prefer(participant, consumer, spatial);
    return {};
  },
};
