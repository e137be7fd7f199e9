import { describe, expect, test } from 'vitest';
import type { SessionEvent } from '../session/events.ts';
import type { Source } from '../session/media.ts';
import { peer, producer } from '../session/testing.ts';
import {
  caucus,
  gone,
  knocker,
  mediatorHere,
  online,
  other,
  partyHere,
  plenary,
  x,
  stateOf,
} from './testing.ts';
import {
  always,
  conducts,
  first,
  hasStayed,
  inPlenary,
  type MediaRows,
  never,
  notPutOut,
  placed,
  speaks,
  standing,
  testTable,
  together,
  unless,
} from './table/testing.ts';
import { evolve } from '../session/evolve.ts';
import { can } from './can.ts';
import { english, voice } from './voices/testing.ts';

const showsScreen = first(
  speaks,
  unless((s) => !s.actor.startsWith('interpreter'), 'role.not-allowed'),
  standing,
);

const inTheirRoom = first(
  unless((s) => ['plenary', 'arrival', 'caucus'].includes(s.place), 'room.not-settled'),
  inPlenary,
);
const opened = (owner: typeof other, source: Source): readonly SessionEvent[] => [
  { type: 'microphone.opened', participant: owner },
  {
    type: 'producer.opened',
    participant: owner,
    producer: producer('theirs'),
    source,
    room: plenary,
    epoch: 1,
  },
];
const listensToEnglish: SessionEvent = { type: 'channel.chosen', participant: x, language: 'en' };

const table: MediaRows = {
  'participant.mute': [
    { target: { participant: other }, denial: first(conducts, standing, together) },
    { target: { participant: gone }, denial: first(conducts, standing, never('participant.not-in-room')) },
  ],
  'hand.raise': [{ target: {}, denial: first(speaks, standing) }],
  'hand.lower': [
    { target: { participant: other }, denial: first(conducts, standing, together) },
    { target: { participant: x }, denial: standing },
  ],
  'microphone.open': [{ target: {}, denial: first(speaks, standing) }],
  'microphone.mute': [{ target: {}, denial: placed }],
  'chat.say': [{ target: { room: plenary }, denial: first(speaks, standing, inPlenary) }],
  'chat.read': [{ target: { room: plenary }, denial: first(standing, inPlenary) }],
  'file.share': [{ target: { room: plenary }, denial: first(speaks, standing, inPlenary) }],
  'note.write': [
    { target: { epoch: 1 }, denial: first(notPutOut, hasStayed) },
    { target: { epoch: 2 }, denial: first(notPutOut, never('epoch.stale')) },
  ],
  'note.review': [{ target: {}, denial: conducts }],
  'media.join': [{ target: {}, denial: placed }],
  'media.publish': [
    { target: { source: 'screen' }, denial: showsScreen },
    { target: { source: 'screen-audio' }, denial: showsScreen },
    { target: { source: 'microphone' }, denial: first(speaks, standing) },
    { target: { source: 'camera' }, denial: first(speaks, standing) },
    {
      target: { source: 'camera' },
      given: [{ type: 'media.lost', peers: [peer('x')] }],
      denial: first(speaks, standing, never('media.not-joined')),
    },
  ],
  'media.unpublish': [
    { target: { producer: producer('mine') }, denial: always },
    { target: { producer: producer('camera') }, denial: never('media.unknown') },
  ],
  'media.hear': [
    {
      target: { producer: producer('theirs') },
      given: [online(other), ...opened(other, 'camera')],
      denial: inTheirRoom,
    },
    // Nobody has told them who came since.
    {
      target: { producer: producer('camera') },
      denial: first(inTheirRoom, never('media.not-now')),
    },
    {
      target: { producer: producer('theirs') },
      given: [
        online(other),
        ...opened(other, 'camera'),
        { type: 'participant.lost', participant: other, at: 1 },
      ],
      denial: inTheirRoom,
    },
    { target: { producer: producer('voice') }, given: voice({ to: 'room' }), denial: inTheirRoom },
    {
      target: { producer: producer('voice') },
      given: voice(english),
      denial: first(
        inTheirRoom,
        unless((s) => s.actor.startsWith('interpreter'), 'channel.not-chosen'),
      ),
    },
    {
      target: { producer: producer('voice') },
      given: [...voice(english), { type: 'channel.chosen', participant: x, language: 'fr' }],
      denial: first(
        inTheirRoom,
        unless((s) => s.actor.startsWith('interpreter'), 'channel.not-chosen'),
      ),
    },
    {
      target: { producer: producer('voice') },
      given: [...voice(english), { type: 'channel.chosen', participant: x, language: 'en' }],
      denial: inTheirRoom,
    },
    {
      target: { producer: producer('voice') },
      given: voice({ to: 'booth' }),
      denial: first(
        inTheirRoom,
        unless((s) => s.actor.startsWith('interpreter'), 'booth.not-in'),
      ),
    },
    { target: { producer: producer('nothing') }, denial: never('media.unknown') },
  ],
  'media.prepare': [
    {
      target: { producer: producer('theirs') },
      given: [online(other), ...opened(other, 'camera'), listensToEnglish],
      denial: first(inTheirRoom, never('interpreter.unknown')),
    },
    // Neither a microphone of somebody else, nor a camera of who interprets.
    {
      target: { producer: producer('theirs') },
      given: [online(other), ...opened(other, 'microphone'), listensToEnglish],
      denial: first(inTheirRoom, never('interpreter.unknown')),
    },
    {
      target: { producer: producer('theirs') },
      given: [...voice({ to: 'room' }), ...opened(knocker, 'camera'), listensToEnglish],
      denial: first(inTheirRoom, never('interpreter.unknown')),
    },
    {
      target: { producer: producer('voice') },
      given: voice({ to: 'booth' }),
      denial: first(inTheirRoom, never('channel.not-chosen')),
    },
    ...([{ to: 'room' }, { to: 'booth' }, english] as const).map((outlet) => ({
      target: { producer: producer('voice') },
      given: [...voice(outlet), listensToEnglish],
      denial: inTheirRoom,
    })),
    { target: { producer: producer('nothing') }, denial: never('media.unknown') },
  ],
};

describe('[POL-1] [POL-2] the policy table, voice, picture, hand and chat: role × action × placement × phase', () => {
  testTable(table);
});

describe('media between people', () => {
  test("[POL-3] nobody closes another person's producer", () => {
    const verdict = can(stateOf(mediatorHere), x, 'media.unpublish', { producer: producer('camera') });
    expect(verdict).toEqual({ kind: 'deny', code: 'media.unknown' });
  });

  test('[POL-4] nobody hears themselves', () => {
    const verdict = can(stateOf(partyHere), x, 'media.hear', { producer: producer('mine') });
    expect(verdict).toEqual({ kind: 'deny', code: 'participant.self' });
  });

  test('[POL-5] a producer of an earlier epoch is heard by nobody', () => {
    const later = evolve(stateOf(partyHere), {
      type: 'participant.settled',
      participant: other,
      room: plenary,
      epoch: 2,
    });
    const verdict = can(later, x, 'media.hear', { producer: producer('camera') });
    expect(verdict).toEqual({ kind: 'deny', code: 'epoch.stale' });
  });

  test('[POL-5] nor one of another room, whatever its epoch says', () => {
    const elsewhere = evolve(stateOf(partyHere), {
      type: 'producer.opened',
      participant: other,
      producer: producer('elsewhere'),
      source: 'camera',
      room: caucus,
      epoch: 1,
    });
    const verdict = can(elsewhere, x, 'media.hear', { producer: producer('elsewhere') });
    expect(verdict).toEqual({ kind: 'deny', code: 'epoch.stale' });
  });
});
