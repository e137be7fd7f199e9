import { type ErrorCode, replyOf } from '@parley/shared/errors';
import { FileId, MessageId, ParticipantId, ProducerId, RoomId } from '@parley/shared/ids';
import type { RequestInput, RequestName } from '@parley/shared/protocol';
import { created, participant } from '@parley/shared/session/testing';
import { type FakeSfu, fakeSfu } from '@parley/sfu/fake';
import { afterEach, describe, expect, test } from 'vitest';
import type { Guest } from './testing/guest.ts';
import { bring, openHarness } from './testing/harness.ts';

/** What somebody outside a caucus tries in order to get at it. */

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

const refusal = (code: ErrorCode) => ({ ok: false, error: replyOf(code) });
const message = (name: string): MessageId => MessageId.parse(name.padEnd(8, '_'));
const stranger = ParticipantId.parse('nobody-we-know');

interface Scene {
  readonly sfu: FakeSfu;
  readonly harness: Awaited<ReturnType<typeof openHarness>>;
  readonly mediator: Guest;
  readonly party: Guest;
  readonly counsel: Guest;
  readonly respondent: Guest;
  /** The caucus that party and counsel are in. */
  readonly caucus: RoomId;
}

/** Where they stand by what they were shown last; null while in no room. */
const standsIn = (guest: Guest) => {
  const place = guest.all('view').at(-1)?.view.place;
  return place?.kind === 'room' ? place : null;
};
const placeOf = (guest: Guest) => {
  const place = standsIn(guest);
  if (place === null) throw new Error('in no room');
  return place;
};

/** Everyone was in the joint session; then party and counsel have gone into a caucus by themselves. */
async function scene(): Promise<Scene> {
  const sfu = fakeSfu();
  const harness = await openHarness(sfu);
  const mediator = await harness.seat('mediator', null);
  const party = await harness.seat('party', mediator);
  const counsel = await harness.seat('counsel', mediator);
  const respondent = await harness.seat('respondent', mediator);
  ends.push(async () => {
    for (const guest of [mediator, party, counsel, respondent]) guest.close();
    await harness.close();
  });
  const reply = await mediator.ask('caucus.open', {
    title: 'Between us',
    minutes: null,
    participants: [participant('party'), participant('counsel')],
  });
  if (!reply.ok) throw new Error(reply.error.code);
  for (const guest of [party, counsel]) {
    await guest.until('view', ({ view }) => view.place.kind === 'room' && view.place.roomKind === 'caucus');
  }
  return { sfu, harness, mediator, party, counsel, respondent, caucus: reply.value.room };
}

describe('forged ids', () => {
  type Try = readonly [RequestName, (caucus: RoomId) => object, ErrorCode];
  const tries: readonly Try[] = [
    ['people.move', (to) => ({ participants: [participant('respondent')], to }), 'role.not-allowed'],
    ['caucus.rename', (room) => ({ room, title: 'mine' }), 'role.not-allowed'],
    ['caucus.time', (room) => ({ room, minutes: 1 }), 'role.not-allowed'],
    ['caucus.close', (room) => ({ room }), 'role.not-allowed'],
    ['room.tell', (to) => ({ to, text: 'hello' }), 'role.not-allowed'],
    ['joint.gather', () => ({ seconds: 3 }), 'role.not-allowed'],
    ['participant.mute', () => ({ participant: participant('party') }), 'role.not-allowed'],
    ['hand.lower', () => ({ participant: participant('party') }), 'role.not-allowed'],
    ['entry.admit', () => ({ participant: participant('party'), epoch: 1 }), 'entry.unknown'],
    ['entry.end', () => ({ participant: participant('party') }), 'entry.unknown'],
    ['media.unpublish', () => ({ producer: ProducerId.parse('somebody-elses') }), 'media.unknown'],
    ['file.fetch', () => ({ epoch: 1, file: FileId.parse('somebody-elses') }), 'file.unknown'],
  ];

  test.each(tries)(
    '[GATE-15] %s at a caucus one is not in is denied, exactly as if there were none',
    async (name, input, code) => {
      const { respondent, caucus } = await scene();
      const unknown = RoomId.parse('there-is-no-such-room');
      expect(await respondent.raw(name, input(caucus))).toEqual(refusal(code));
      expect(await respondent.raw(name, input(unknown))).toEqual(refusal(code));
    },
  );

  test('[GATE-15] who is coming into a room cannot be found out from outside', async () => {
    const { mediator, respondent, caucus } = await scene();
    await mediator.ask('people.move', { participants: [participant('mediator')], to: caucus });
    for (const whom of [participant('mediator'), participant('observer'), stranger]) {
      const admit = { participant: whom, epoch: respondent.epoch };
      expect(await respondent.ask('entry.admit', admit)).toEqual(refusal('entry.unknown'));
      expect(await respondent.ask('entry.end', { participant: whom })).toEqual(refusal('entry.unknown'));
    }
  });

  test('[GATE-15] a mediator gets a named denial for a room or a person that is not there', async () => {
    const { mediator, caucus } = await scene();
    const nowhere = RoomId.parse('there-is-no-such-room');
    const move = (who: ParticipantId, to: RoomId) => mediator.ask('people.move', { participants: [who], to });
    expect(await move(participant('party'), nowhere)).toEqual(refusal('room.unknown'));
    expect(await move(stranger, caucus)).toEqual(refusal('participant.not-in-room'));
    expect(await move(participant('observer'), caucus)).toEqual(refusal('participant.not-in-room'));
  });
});

describe('smuggled keys', () => {
  type Try = readonly [RequestName, (scene: Scene) => object];
  const tries: readonly Try[] = [
    ['hand.raise', ({ party, mediator }) => ({ epoch: party.epoch, room: placeOf(mediator).room })],
    ['chat.say', ({ party, mediator }) => said(party, { room: placeOf(mediator).room })],
    ['chat.say', ({ party }) => said(party, { participant: participant('counsel') })],
    ['chat.history', ({ party, mediator }) => ({ ...past(party), room: placeOf(mediator).room })],
    ['note.read', ({ party }) => ({ epoch: party.epoch, participant: participant('counsel') })],
    ['ready.set', () => ({ ready: true, participant: participant('counsel') })],
    ['microphone.set', ({ party }) => ({ open: false, epoch: party.epoch })],
    ['channel.listen', ({ party }) => ({ language: 'en', epoch: party.epoch })],
    ['session.leave', () => ({ participant: participant('counsel') })],
    ['wish.withdraw', () => ({ participant: participant('counsel') })],
    ['media.unpublish', ({ caucus }) => ({ producer: ProducerId.parse('somebody-elses'), room: caucus })],
  ];
  const said = (guest: Guest, more: object) => {
    return { id: message('smuggled'), epoch: guest.epoch, text: 'hello', ...more };
  };
  const past = (guest: Guest) => ({ epoch: guest.epoch, before: null });

  test.each(tries)(
    '[GATE-23] %s that names somebody, somewhere or a stay it is not asked for is denied and does nothing',
    async (name, input) => {
      const all = await scene();
      const { log } = all.harness;
      const before = log.rows.get(created.id)?.length;
      expect(await all.party.raw(name, input(all))).toEqual(refusal('request.malformed'));
      expect(log.rows.get(created.id)).toHaveLength(before ?? -1);
    },
  );
});

describe('epochs', () => {
  const uses: readonly (readonly [RequestName, (epoch: number) => object])[] = [
    ['chat.say', (epoch) => ({ id: message('stale'), epoch, text: 'hello' })],
    ['chat.history', (epoch) => ({ epoch, before: null })],
    ['note.read', (epoch) => ({ epoch })],
    ['file.offer', (epoch) => ({ id: message('stale'), epoch, name: 'a.pdf', size: 10 })],
    ['file.fetch', (epoch) => ({ epoch, file: FileId.parse('some-file') })],
    ['microphone.set', (epoch) => ({ open: true, epoch })],
    ['hand.raise', (epoch) => ({ epoch })],
    ['entry.admit', (epoch) => ({ participant: participant('counsel'), epoch })],
  ];

  test.each(uses)(
    '[GATE-16] %s of the room before, or of one to come, is denied and does nothing',
    async (name, input) => {
      const { party, respondent } = await scene();
      const { epoch } = placeOf(party);
      for (const other of [epoch - 1, epoch + 1]) {
        expect(await party.raw(name, input(other))).toEqual(refusal('epoch.stale'));
      }
      await respondent.ask('media.capabilities', {});
      expect(respondent.all('chat')).toEqual([]);
    },
  );

  test('[NOTE-5] [GATE-16] a note for any stay but the last two is denied, to come or gone by', async () => {
    const { mediator, party } = await scene();
    const { epoch } = placeOf(party);
    await mediator.ask('caucus.open', {
      title: 'Alone',
      participants: [participant('party')],
      minutes: null,
    });
    await party.until('view', () => standsIn(party)?.title === 'Alone');
    const write = (of: number) => party.ask('note.write', { epoch: of, text: 'hello' });
    expect(await write(epoch - 1)).toEqual(refusal('epoch.stale'));
    expect(await write(epoch + 2)).toEqual(refusal('epoch.stale'));
    expect(await write(epoch)).toMatchObject({ ok: true });
    expect(await party.ask('note.read', { epoch: epoch + 1 })).toMatchObject({ value: { text: '' } });
  });

  test('[GATE-16] a message of the room before, sent again in the new one, is not carried over', async () => {
    const { mediator, party, counsel } = await scene();
    const say = (epoch: number) => party.ask('chat.say', { id: message('once'), epoch, text: 'our limit' });
    expect(await say(placeOf(party).epoch)).toMatchObject({ ok: true });
    const unserved = ['mediator', 'party', 'counsel', 'respondent'].map(participant);
    expect(await mediator.ask('joint.gather', { seconds: 3, unserved })).toMatchObject({ ok: true });
    expect(await mediator.ask('gathering.call-off', {})).toMatchObject({ ok: true });
    await bring(mediator, 'people.move', {
      participants: [participant('party')],
      to: placeOf(mediator).room,
    });
    await party.until('view', () => standsIn(party)?.roomKind === 'plenary');
    expect(await say(placeOf(party).epoch)).toEqual(refusal('request.malformed'));
    await mediator.ask('media.capabilities', {});
    expect(mediator.all('chat')).toEqual([]);
    expect(counsel.all('chat').map(({ message: { text } }) => text)).toEqual(['our limit']);
  });
});

const codec = { mimeType: 'audio/opus', clockRate: 48_000, channels: 2 } as const;
const capabilities = { codecs: [{ ...codec, kind: 'audio', preferredPayloadType: 100 }] } as const;
const opus = (ssrc: number): RequestInput<'media.publish'>['rtpParameters'] => ({
  mid: '0',
  codecs: [{ ...codec, payloadType: 111 }],
  encodings: [{ ssrc }],
  rtcp: { cname: 'c' },
});

async function speak(guest: Guest, ssrc: number): Promise<void> {
  const { epoch } = placeOf(guest);
  await guest.ask('microphone.set', { open: true, epoch });
  const wish = { epoch, source: 'microphone', rtpParameters: opus(ssrc) } as const;
  expect(await guest.ask('media.publish', wish)).toMatchObject({ ok: true });
}

describe('media', () => {
  test('[GATE-17] whoever goes on asking for a sound after its owner moved away gets none of it', async () => {
    const { sfu, mediator, party, respondent, caucus } = await scene();
    const goes = async (to: RoomId) => {
      await bring(mediator, 'people.move', { participants: [participant('party')], to });
      await party.until('view', () => standsIn(party)?.room === to);
    };
    await goes(placeOf(mediator).room);
    for (const guest of [party, respondent]) {
      const { codecs } = capabilities;
      expect(await guest.ask('media.join', { rtpCapabilities: { codecs: [...codecs] } })).toMatchObject({
        ok: true,
      });
    }
    await speak(party, 1_111);
    const { options } = await respondent.until('consumer.opened', () => true);
    expect(await respondent.ask('media.ready', { consumer: options.consumer })).toMatchObject({ ok: true });
    expect(sfu.edges().filter(({ flows }) => flows)).toHaveLength(1);

    await bring(mediator, 'people.move', {
      participants: [participant('counsel')],
      to: placeOf(mediator).room,
    });
    await goes(caucus);
    await speak(party, 2_222);
    for (let attempt = 0; attempt < 3; attempt++) {
      expect(await respondent.ask('media.ready', { consumer: options.consumer })).toEqual(
        refusal('media.unknown'),
      );
      expect(await respondent.ask('media.prefer', { consumer: options.consumer, spatial: 2 })).toEqual(
        refusal('media.unknown'),
      );
    }
    expect(sfu.edges()).toEqual([]);
    expect(respondent.all('consumer.opened')).toHaveLength(1);
  });

  test('[GATE-17] what was published for the room before is not carried into the next', async () => {
    const { party } = await scene();
    await party.ask('media.join', { rtpCapabilities: { codecs: [...capabilities.codecs] } });
    const wish = {
      epoch: placeOf(party).epoch - 1,
      source: 'microphone',
      rtpParameters: opus(3_333),
    } as const;
    expect(await party.ask('media.publish', wish)).toEqual(refusal('epoch.stale'));
  });
});

describe('whoever is put out', () => {
  type Way = (scene: Scene) => Promise<void>;
  const loses: Way = ({ harness }) => harness.registry.cutOff(created.id, participant('party'));
  const ways: { readonly [way: string]: Way } = {
    'loses their link': loses,
    'loses their link while their line is lost': async (scene) => {
      scene.party.close();
      await scene.counsel.until('view', ({ view }) =>
        view.people.some(({ participant: { id }, line }) => id === participant('party') && line === 'lost'),
      );
      expect(scene.sfu.edges()).toHaveLength(2);
      await loses(scene);
    },
    'is removed': async ({ mediator, counsel }) => {
      await mediator.ask('participant.remove', { participant: participant('party'), reason: '' });
      await counsel.until('consumer.closed', () => true);
    },
    'continues on another device': async ({ harness, counsel }) => {
      const other = harness.open('party', { device: 'd-other', takeOver: true });
      ends.unshift(async () => other.close());
      await counsel.until('consumer.closed', () => true);
    },
  };

  test.each(Object.keys(ways))(
    '[GATE-20] whoever %s hears and sends nothing any more, whatever their browser does',
    async (way) => {
      const all = await scene();
      for (const [index, guest] of [all.party, all.counsel].entries()) {
        await guest.ask('media.join', { rtpCapabilities: { codecs: [...capabilities.codecs] } });
        await speak(guest, 1_000 + index);
      }
      for (const guest of [all.party, all.counsel]) {
        const { options } = await guest.until('consumer.opened', () => true);
        expect(await guest.ask('media.ready', { consumer: options.consumer })).toMatchObject({ ok: true });
      }
      expect(all.sfu.edges().filter(({ flows }) => flows)).toHaveLength(2);
      await ways[way]?.(all);
      expect(all.sfu.edges()).toEqual([]);
    },
  );
});

describe('a stolen link and two tabs', () => {
  test('[GATE-18] whoever continues elsewhere is seen to: the first line learns it and can do nothing more', async () => {
    const { harness, party } = await scene();
    const thief = harness.open('party', { device: 'd-thief', takeOver: true });
    ends.unshift(async () => thief.close());
    await thief.connected();
    await party.until('dropped', ({ code }) => code === 'connection.superseded');
    await thief.until('view', ({ view }) => view.place.kind === 'room');
    expect(placeOf(thief).roomKind).toBe('caucus');
    expect(party.socket.connected).toBe(false);
  });

  test('[GATE-18] what the first line had asked when it was taken over is not done any more', async () => {
    const { harness, mediator, party, counsel } = await scene();
    await party.ask('media.join', { rtpCapabilities: { codecs: [...capabilities.codecs] } });
    const { log } = harness;
    const stored = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    log.beforeKeep = async () => {
      held.resolve();
      await stored.promise;
    };
    const owner = harness.open('party', { device: 'd-owner', takeOver: true });
    ends.unshift(async () => owner.close());
    await held.promise;
    // The session does not know yet that this line is over: all of this is taken.
    const { epoch } = party;
    const told = { id: message('late'), epoch, text: 'from a thief' };
    const { codecs } = capabilities;
    const asked = [
      party.raw('microphone.set', { open: true, epoch }),
      party.raw('chat.say', told),
      party.raw('media.join', { rtpCapabilities: { codecs: [...codecs] } }),
    ];
    for (const each of asked) each.catch(() => undefined);
    await counsel.ask('media.capabilities', {});
    log.beforeKeep = async () => undefined;
    stored.resolve();
    await party.until('dropped', ({ code }) => code === 'connection.superseded');
    // In order of asking: whatever was before has been decided once this is.
    await mediator.ask('session.lock', { locked: true });
    const { state } = (await harness.registry.get(created.id)).actor;
    expect(state.people.get(participant('party'))).toMatchObject({ peer: null, microphone: 'muted' });
    expect(counsel.all('chat')).toEqual([]);
    await owner.until('view', ({ view }) => view.place.kind === 'room' && view.place.epoch === epoch);
  });

  test('[GATE-18] a tab that opens by itself takes nobody over and is told why', async () => {
    const { harness, party } = await scene();
    const tab = harness.open('party', { device: 'd-other-tab', takeOver: false });
    ends.unshift(async () => tab.close());
    await tab.until('dropped', ({ code }) => code === 'connection.superseded');
    expect(tab.all('view')).toEqual([]);
    expect(await party.ask('chat.history', { epoch: placeOf(party).epoch, before: null })).toMatchObject({
      ok: true,
    });
  });
});

describe('a mediator who was removed', () => {
  test('[SES-18] [ENT-6] is not told what becomes of whom they had brought to a door', async () => {
    const { harness, mediator, party, caucus } = await scene();
    const second = await harness.seat('second', mediator);
    const observer = await harness.seat('observer', mediator);
    ends.unshift(async () => [second, observer].forEach((guest) => guest.close()));
    await mediator.ask('house-rules.set', { entry: 'admit', absence: 'not-here' });
    const participants = [participant('observer')];
    expect(await second.ask('people.move', { participants, to: caucus })).toMatchObject({ ok: true });
    expect(
      await mediator.ask('participant.remove', { participant: participant('second'), reason: '' }),
    ).toMatchObject({ ok: true });
    expect(await party.ask('entry.end', { participant: participant('observer') })).toMatchObject({
      ok: true,
    });
    // In order on the line: whatever was sent before is there once this is answered.
    await second.ask('media.capabilities', {});
    expect(second.all('view').at(-1)?.view.place.kind).toBe('removed');
    expect(second.all('told')).toEqual([]);
  });
});
