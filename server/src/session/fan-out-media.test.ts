import { ConsumerId } from '@parley/shared/ids';
import type { Outlet } from '@parley/shared/session';
import {
  by,
  connection,
  created,
  device,
  participant,
  peer,
  producer,
  room,
  Scenario,
  server,
} from '@parley/shared/session/testing';
import { describe, expect, test } from 'vitest';
import { parametersOf } from '../fuzz/testing/tracks.ts';
import { ToldTable } from './testing/told-table.ts';

const session = created.id;
const VOICE = producer('m-interpreter');
const TRACK = ConsumerId.parse('to-party');
const options = {
  consumer: TRACK,
  producer: VOICE,
  source: 'microphone',
  kind: 'audio',
  rtpParameters: parametersOf('microphone', 1),
} as const;
/** The interpreter's voice stands at the SFU for the party. */
const opened = { type: 'consumer.opened', session, peer: peer('peer-party'), options } as const;
const closed = { type: 'consumer.closed', session, peer: peer('peer-party'), consumer: TRACK } as const;
const layer = {
  type: 'consumer.layer',
  session,
  peer: peer('peer-party'),
  consumer: TRACK,
  spatial: 1,
} as const;

/** The interpreter speaks to the room, where both parties are. */
async function speaking(): Promise<ToldTable> {
  const scenario = new Scenario().seat('party', 'respondent', 'interpreter');
  scenario.unmute('interpreter');
  const voice = { producer: VOICE, source: 'microphone', epoch: 1 } as const;
  scenario.do({ type: 'media.publish', ...voice }, by('interpreter'));
  return ToldTable.of(scenario);
}
const direct = (table: ToldTable, outlet: Outlet): Promise<void> =>
  table.do({ type: 'interpreter.direct', outlet, epoch: 1 }, by('interpreter'));
const listen = (table: ToldTable, language: 'en' | null): Promise<void> =>
  table.do({ type: 'channel.listen', language }, by('party'));
const booth: Outlet = { to: 'booth' };
const english: Outlet = { to: 'channel', language: 'en' };
/** Of what was told of tracks, the names. */
const ofTracks = (table: ToldTable): readonly string[] =>
  table.names('party').filter((name) => name.startsWith('consumer'));

describe('a track', () => {
  test('[MEDIA-2] is told to its receiver alone, with whose it is, once', async () => {
    const table = await speaking();
    table.fanOut.consumerOpened(opened);
    const epoch = 1;
    const owner = participant('interpreter');
    expect(table.told('party')).toMatchObject([
      { name: 'consumer.opened', notice: { peer: peer('peer-party'), epoch, owner, options } },
    ]);
    expect(table.told('respondent')).toEqual([]);
    await table.do({ type: 'hand.raise', epoch }, by('party'));
    expect(table.names('party')).toEqual(['consumer.opened', 'view']);
  });

  test('[INT-40] is told as prepared, and not whose it is, to whoever is only prepared for it', async () => {
    const table = await speaking();
    await listen(table, 'en');
    await direct(table, booth);
    table.forget();
    table.fanOut.consumerOpened(opened);
    expect(table.names('party')).toEqual(['consumer.prepared']);
    expect(JSON.stringify(table.told('party'))).not.toContain('interpreter');
  });

  test('[INT-40] that was prepared is told to be the voice before the view that shows it is drawn', async () => {
    const table = await speaking();
    await listen(table, 'en');
    await direct(table, booth);
    table.fanOut.consumerOpened(opened);
    table.forget();
    await direct(table, english);
    expect(table.names('party')).toEqual(['consumer.opened', 'view']);
  });

  test('[INT-30] is not told to whom it is not for, nor its end, nor how it comes', async () => {
    const table = await speaking();
    await direct(table, english);
    table.forget();
    table.fanOut.consumerOpened(opened);
    table.fanOut.layerChanged(layer);
    table.fanOut.remind(table.line('party'), peer('peer-party'));
    expect(table.told('party')).toEqual([
      { name: 'consumers.now', notice: { peer: peer('peer-party'), consumers: [] }, surely: true },
    ]);
    table.fanOut.consumerClosed(closed);
    expect(ofTracks(table)).toEqual(['consumers.now']);
  });

  test('[MEDIA-2] that was withheld is told as soon as it is theirs, after the view that says so', async () => {
    const table = await speaking();
    await direct(table, english);
    table.fanOut.consumerOpened(opened);
    table.forget();
    await listen(table, 'en');
    expect(table.names('party')).toEqual(['view', 'consumer.opened']);
  });

  test('[MEDIA-2] its end is told to its receiver', async () => {
    const table = await speaking();
    table.fanOut.consumerOpened(opened);
    table.forget();
    table.fanOut.consumerClosed(closed);
    expect(table.told('party')).toMatchObject([{ name: 'consumer.closed', notice: { consumer: TRACK } }]);
    expect(table.told('respondent')).toEqual([]);
  });

  test('[INT-30] how it comes is told to its receiver, while they may hear it', async () => {
    const table = await speaking();
    table.fanOut.consumerOpened(opened);
    table.forget();
    table.fanOut.layerChanged(layer);
    expect(table.told('party')).toMatchObject([
      { name: 'consumer.layer', notice: { consumer: TRACK, spatial: 1 } },
    ]);
    await direct(table, english);
    table.forget();
    table.fanOut.layerChanged(layer);
    expect(table.told('party')).toEqual([]);
  });

  test('[MEDIA-2] a line that comes back is told of each once, whether or not it was told of it before', async () => {
    const table = await speaking();
    table.fanOut.consumerOpened(opened);
    await table.do({ type: 'line.lost', ...lineOf('party', 'c-party') }, server);
    const second = { ...options, consumer: ConsumerId.parse('meanwhile') };
    table.fanOut.consumerOpened({ ...opened, options: second });
    const line = table.open('party', 'again');
    const again = { ...lineOf('party', 'again'), device: device('d-party'), takeOver: true };
    await table.do({ type: 'line.connected', ...again }, server);
    // It knows of nothing before it is reminded.
    table.fanOut.layerChanged({ ...layer, consumer: second.consumer });
    expect(table.names('party', 'again')).toEqual(['view']);
    table.fanOut.remind(line, peer('peer-party'));
    expect(table.told('party', 'again').slice(1)).toMatchObject([
      { name: 'consumers.now', notice: { consumers: [TRACK, second.consumer] } },
      { name: 'consumer.opened', notice: { options: { consumer: TRACK } } },
      { name: 'consumer.opened', notice: { options: { consumer: second.consumer } } },
    ]);
  });

  test('[INT-30] a line that comes back is told that one stands which its page has, though it is theirs no more', async () => {
    const table = await speaking();
    table.fanOut.consumerOpened(opened);
    await direct(table, english);
    table.forget();
    table.fanOut.remind(table.line('party'), peer('peer-party'));
    expect(table.told('party')).toMatchObject([{ name: 'consumers.now', notice: { consumers: [TRACK] } }]);
  });
});

const lineOf = (name: string, as: string) => ({ participant: participant(name), connection: connection(as) });

describe('who is loud', () => {
  const loud = [{ producer: VOICE, volume: -30 }];

  test('[INT-4] is told to those who hear it and to whose voice it is, and may be left out', async () => {
    const table = await speaking();
    await direct(table, english);
    await listen(table, 'en');
    table.forget();
    table.fanOut.levels(loud);
    const heard = [{ participant: participant('interpreter'), volume: -30 }];
    for (const name of ['party', 'interpreter'])
      expect(table.told(name)).toEqual([
        { name: 'signals', notice: { speaking: heard, quality: [] }, surely: false },
      ]);
    for (const name of ['mediator', 'respondent']) expect(table.told(name)).toEqual([]);
  });

  test('whoever hears nobody any more is told so once', async () => {
    const table = await speaking();
    table.fanOut.levels([]);
    expect(table.told('party')).toEqual([]);
    table.fanOut.levels(loud);
    table.fanOut.levels([]);
    table.fanOut.levels([]);
    expect(table.notices('party', 'signals').map((each) => JSON.stringify(each))).toEqual([
      expect.stringContaining('volume'),
      JSON.stringify({ speaking: [], quality: [] }),
    ]);
  });
});

describe('how lines fare', () => {
  const mine = { participant: participant('party'), score: 3 };

  /** The party with the mediator in a caucus, the respondent with the interpreter in the joint session. */
  async function apart(): Promise<ToldTable> {
    const scenario = new Scenario().seat('party', 'respondent', 'interpreter');
    scenario.caucus('apart', 'party', 'mediator');
    return ToldTable.of(scenario);
  }
  const leave = async (table: ToldTable, name: string): Promise<void> => {
    await table.do({ type: 'session.leave' }, by(name));
    const { epoch } = table.state.people.get(participant(name)) ?? { epoch: 0 };
    await table.do({ type: 'placement.cut', participant: participant(name), epoch }, server);
  };
  const told = { name: 'signals', notice: { speaking: [], quality: [mine] } };

  test('[GATE-21] is told to those who see whose it is, and to nobody else', async () => {
    const table = await apart();
    table.fanOut.quality(peer('peer-party'), 3);
    for (const name of ['party', 'mediator']) expect(table.told(name)).toEqual([{ ...told, surely: true }]);
    for (const name of ['respondent', 'interpreter']) expect(table.told(name)).toEqual([]);
    table.fanOut.quality(peer('peer-nobody'), 1);
    expect(table.names('mediator')).toEqual(['signals']);
    table.forget();
    table.fanOut.quality(peer('peer-respondent'), 2);
    const theirs = { participant: participant('respondent'), score: 2 };
    for (const name of ['respondent', 'interpreter', 'mediator'])
      expect(table.notices(name, 'signals')).toEqual([{ speaking: [], quality: [theirs] }]);
    expect(table.told('party')).toEqual([]);
  });

  test('[GATE-21] is not told again as it is', async () => {
    const table = await apart();
    table.fanOut.quality(peer('peer-party'), 3);
    table.fanOut.quality(peer('peer-party'), 3);
    expect(table.names('party')).toEqual(['signals']);
  });

  test('[GATE-26] is forgotten with the peer that it was told of, and never known of a peer of nobody', async () => {
    const table = await apart();
    table.fanOut.quality(peer('peer-party'), 3);
    table.fanOut.quality(peer('peer-nobody'), 1);
    expect(table.fanOut.remembered.peers).toBe(1);
    await table.do({ type: 'media.join', peer: peer('peer-anew') }, by('party'));
    expect(table.fanOut.remembered.peers).toBe(0);
  });

  test('[GATE-21] is told with the first view on a line, and with no later one', async () => {
    const table = await apart();
    table.fanOut.quality(peer('peer-party'), 3);
    table.fanOut.quality(peer('peer-mediator'), 2);
    table.fanOut.forget(table.line('party'));
    table.forget();
    table.fanOut.show(table.line('party'));
    expect(table.names('party')).toEqual(['view', 'signals', 'agreement']);
    expect(table.told('party')[1]?.surely).toBe(true);
    // What they see has become less: not one more message for that.
    table.forget();
    await leave(table, 'mediator');
    expect(new Set(table.names('party'))).toEqual(new Set(['view']));
  });

  test('[GATE-21] is told for sure to whoever comes into a room, though it be what they were told before', async () => {
    const table = await apart();
    table.fanOut.quality(peer('peer-respondent'), 3);
    await leave(table, 'interpreter');
    table.forget();
    const participants = [participant('respondent')];
    const caucus = { room: room('another'), title: 'another', participants, minutes: null, mixing: [] };
    await table.do({ type: 'caucus.open', ...caucus }, by('mediator'));
    expect(table.names('respondent')).not.toContain('signals');
    // On the way they are told nothing, not even of themselves.
    table.fanOut.quality(peer('peer-respondent'), 2);
    table.fanOut.quality(peer('peer-respondent'), 3);
    expect(table.names('respondent')).not.toContain('signals');
    await table.settle();
    const quality = [{ participant: participant('respondent'), score: 3 }];
    expect(table.told('respondent').filter(({ name }) => name === 'signals')).toEqual([
      { name: 'signals', notice: { speaking: [], quality }, surely: true },
    ]);
  });

  test('[GATE-21] of whoever comes is told to those who see them, for sure, and to nobody else', async () => {
    const table = await apart();
    table.fanOut.quality(peer('peer-party'), 3);
    table.fanOut.quality(peer('peer-respondent'), 3);
    table.fanOut.quality(peer('peer-interpreter'), 2);
    table.fanOut.quality(peer('peer-mediator'), 4);
    // That somebody is seen no more is told to nobody by itself: the party is not told when the mediator is elsewhere.
    await leave(table, 'interpreter');
    table.forget();
    await table.do(
      { type: 'people.move', participants: [participant('mediator')], to: created.plenary, mixing: [] },
      by('mediator'),
    );
    await table.settle();
    expect(table.names('party')).not.toContain('signals');
    expect(table.told('respondent').filter(({ name }) => name === 'signals')).toMatchObject([
      { surely: true },
    ]);
  });

  test('[GATE-21] nothing is told where nothing is known, nor again to those whom a newcomer changes nothing for', async () => {
    const table = await apart();
    const back = {
      type: 'people.move',
      participants: [participant('mediator')],
      to: created.plenary,
      mixing: [],
    } as const;
    await table.do(back, by('mediator'));
    await table.settle();
    for (const name of ['mediator', 'party', 'respondent'])
      expect(table.names(name)).not.toContain('signals');
    table.fanOut.quality(peer('peer-respondent'), 3);
    table.forget();
    await table.do({ ...back, to: room('apart') }, by('mediator'));
    await table.do({ type: 'entry.due', participant: participant('mediator') }, server);
    await table.settle();
    await table.do(back, by('mediator'));
    await table.settle();
    expect(table.names('respondent')).not.toContain('signals');
  });
});

test('[MEDIA-5] lost media is told to those whose it was, and to nobody else', async () => {
  const scenario = new Scenario().seat('party', 'respondent');
  const table = await ToldTable.of(scenario);
  await table.do({ type: 'media.lost', peers: [peer('peer-party')] }, server);
  expect(table.notices('party', 'media.lost')).toEqual([{ peer: peer('peer-party') }]);
  for (const name of ['mediator', 'respondent']) expect(table.names(name)).not.toContain('media.lost');
});
