import { Refusal } from '@parley/shared/errors';
import { MessageId, type ParticipantId, PeerId, ProducerId, RoomId } from '@parley/shared/ids';
import type { RequestName, RequestParsed } from '@parley/shared/protocol';
import type { ParticipantCommand } from '@parley/shared/session';
import { agreementAnswersOf } from './agreement-answers.ts';
import type { FakeServer } from './fake-server.ts';

type Answers = { readonly [N in RequestName]: (input: RequestParsed<N>) => unknown };

const transport = {
  id: 'transport',
  iceParameters: { usernameFragment: 'u', password: 'p' },
  iceCandidates: [],
  dtlsParameters: { fingerprints: [{ algorithm: 'sha-256', value: `${'AA:'.repeat(31)}AA` }] },
};

/** What each request of the protocol does and answers; throws what it is refused with. */
export function answersOf(server: FakeServer, participant: ParticipantId): Answers {
  const command = (what: ParticipantCommand): object => {
    server.as(participant, what);
    return {};
  };
  const capabilities = { rtpCapabilities: server.routers };
  return {
    'session.enter': () => {
      command({ type: 'session.enter' });
      return capabilities;
    },
    'session.leave': () => command({ type: 'session.leave' }),
    'session.adjourn': ({ note }) => command({ type: 'session.adjourn', note }),
    'session.resume': () => command({ type: 'session.resume' }),
    'lobby.admit': (input) => command({ type: 'lobby.admit', ...input }),
    'lobby.refuse': (input) => command({ type: 'lobby.refuse', ...input }),
    'participant.mute': (input) => command({ type: 'participant.mute', ...input }),
    'participant.remove': (input) => command({ type: 'participant.remove', ...input }),
    'participant.recall': (input) => command({ type: 'participant.recall', ...input }),
    'session.lock': ({ locked }) => command({ type: 'session.lock', locked }),
    'house-rules.set': (rules) => command({ type: 'house-rules.set', rules }),
    'lead.take': () => command({ type: 'lead.take' }),
    'lead.return': () => command({ type: 'lead.return' }),
    'ready.set': ({ ready }) => command({ type: 'ready.set', ready }),
    'caucus.open': (wish) => {
      const room = RoomId.parse(server.id('caucus'));
      command({ type: 'caucus.open', room, ...wish });
      return { room };
    },
    'caucus.rename': (input) => command({ type: 'caucus.rename', ...input }),
    'caucus.time': (input) => command({ type: 'caucus.time', ...input }),
    'caucus.close': (input) => command({ type: 'caucus.close', ...input }),
    'people.move': (input) => command({ type: 'people.move', ...input }),
    'entry.admit': (input) => command({ type: 'entry.admit', ...input }),
    'entry.end': (input) => command({ type: 'entry.end', ...input }),
    'joint.gather': (input) => command({ type: 'joint.gather', ...input }),
    'joint.close': () => command({ type: 'joint.close' }),
    'gathering.call-off': () => command({ type: 'gathering.call-off' }),
    'wish.make': (input) => command({ type: 'wish.make', ...input }),
    'wish.withdraw': () => command({ type: 'wish.withdraw' }),
    'wish.decline': (input) => command({ type: 'wish.decline', ...input }),
    'interpreter.assign': (input) => command({ type: 'interpreter.assign', ...input }),
    'interpreter.direct': (input) => command({ type: 'interpreter.direct', ...input }),
    'channel.listen': ({ language }) => command({ type: 'channel.listen', language }),
    'handover.offer': (input) => command({ type: 'handover.offer', ...input }),
    'handover.take': (input) => command({ type: 'handover.take', ...input }),
    'handover.end': (input) => command({ type: 'handover.end', ...input }),
    'manner.set': (input) => command({ type: 'manner.set', ...input }),
    'floor.take': (input) => command({ type: 'floor.take', ...input }),
    'floor.pass': (input) => command({ type: 'floor.pass', ...input }),
    'floor.override': (input) => command({ type: 'floor.override', ...input }),
    'pace.ask': (input) => command({ type: 'pace.ask', ...input }),
    'captions.choose': ({ language }) => command({ type: 'captions.choose', language }),
    'captioner.name': (input) => command({ type: 'captioner.name', ...input }),
    'transcripts.keep': (input) => command({ type: 'transcripts.keep', ...input }),
    'captions.automate': ({ room, on }) =>
      command({ type: 'captions.automate', room, ear: on ? PeerId.parse(server.id('ear')) : null }),
    'caption.write': (input) => {
      const began = server.state.seq + 1;
      command({ type: 'caption.say', ...input, began });
      const { epoch, ...line } = input;
      server.spreadCaption(server.room(participant, epoch), { ...line, by: participant });
      return {};
    },
    'transcript.read': () => ({ lines: [], more: false }),
    'room.tell': ({ to, text }) =>
      command({
        type: 'room.tell',
        rooms: (to === null ? [...server.state.rooms.keys()] : [to]).map((room) => ({
          room,
          id: MessageId.parse(server.id('message')),
        })),
        kind: to === null ? 'announced' : 'sent',
        text,
      }),
    'hand.raise': (input) => command({ type: 'hand.raise', ...input }),
    'hand.lower': (input) => command({ type: 'hand.lower', ...input }),
    'microphone.set': (input) => command({ type: 'microphone.set', ...input }),
    'chat.say': ({ id, epoch, text }) => ({ message: server.words.sayOnce(participant, id, epoch, text) }),
    'chat.history': ({ epoch, before }) => {
      const room = server.room(participant, epoch);
      const found = server.words.said.filter(
        (each) => each.room === room && (before === null || each.at < before),
      );
      return {
        messages: found.slice(-100).map((each) => server.words.lineOf(each)),
        more: found.length > 100,
      };
    },
    'booth.say': ({ id, epoch, text }) => ({
      message: server.words.sayInBooth(participant, id, epoch, text),
    }),
    'booth.history': ({ epoch }) => {
      const room = server.room(participant, epoch);
      const found = server.words.whispered.filter(
        (each) => each.room === room && server.words.isFor(each, participant),
      );
      return { messages: found.map((each) => server.words.boothLineOf(each)), more: false };
    },
    'glossary.read': () => ({ terms: [] }),
    'term.keep': () => ({}),
    'term.put': () => ({}),
    'file.offer': () => ({ ticket: 'T'.repeat(43) }),
    'file.fetch': () => ({ ticket: 'T'.repeat(43) }),
    'note.read': ({ epoch }) => ({ text: server.notes.get(server.room(participant, epoch)) ?? '' }),
    'note.write': ({ epoch, text }) => {
      server.notes.set(server.notedRoom(participant, epoch), text);
      return {};
    },
    'note.review': () => ({ notes: [] }),
    ...agreementAnswersOf(server, participant),
    'media.capabilities': () => capabilities,
    'media.join': () => {
      const peer = PeerId.parse(server.id('peer'));
      command({ type: 'media.join', peer });
      return { peer, send: transport, recv: transport };
    },
    'media.connect': () => {
      server.openPeerOf(participant);
      return {};
    },
    'media.restart-ice': () => {
      server.openPeerOf(participant);
      return { iceParameters: transport.iceParameters };
    },
    'media.publish': ({ epoch, source, rtpParameters }) => {
      const producer = ProducerId.parse(server.id('producer'));
      server.announced.set(producer, rtpParameters);
      command({ type: 'media.publish', producer, source, epoch });
      try {
        server.openPeerOf(participant);
      } catch (error) {
        server.do({ type: 'producer.failed', producer }, { kind: 'server' });
        throw error;
      }
      return { producer };
    },
    'media.unpublish': ({ producer }) => command({ type: 'media.unpublish', producer }),
    'media.ready': ({ consumer }) => {
      const known = server.sfu.of(server.openPeerOf(participant)).get(consumer);
      if (known === undefined) throw new Refusal('media.unknown');
      known.ready = true;
      return {};
    },
    'media.prefer': () => ({}),
  };
}
