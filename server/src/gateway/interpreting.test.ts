import { replyOf } from '@parley/shared/errors';
import type { ConsumerId, PeerId } from '@parley/shared/ids';
import { created, participant } from '@parley/shared/session/testing';
import { type FakeSfu, fakeSfu } from '@parley/sfu/fake';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parametersOf } from '../fuzz/testing/tracks.ts';
import { Company } from './testing/company.ts';
import type { Guest } from './testing/guest.ts';
import { type Harness, openHarness } from './testing/harness.ts';

/** Channels from the press on one page to the open edge of another, over the SFU without media. */

const names = ['mediator', 'party', 'counsel', 'respondent', 'interpreter', 'partner'] as const;
type Name = (typeof names)[number];
const session = {
  ...created,
  people: [
    ...created.people,
    {
      id: participant('partner'),
      name: 'Lu',
      languages: ['zh', 'en'],
      role: 'interpreter' as const,
      side: null,
    },
  ],
};
const english = { to: 'channel', language: 'en' } as const;

let sfu: FakeSfu;
let harness: Harness;
let company: Company<Name>;
let peers: ReadonlyMap<Name, PeerId>;

const guest = (name: Name): Guest => company.of(name);
const epochOf = (name: Name): number => {
  const place = guest(name).all('view').at(-1)?.view.place;
  return place?.kind === 'room' ? place.epoch : -1;
};
const done = { ok: true, value: {} };

/** They stand in a caucus together, the mediator with them. */
const apart = (...inside: readonly Name[]) => company.apart(inside);

async function speaks(name: Name): Promise<void> {
  const at = guest(name);
  await at.ask('microphone.set', { open: true, epoch: epochOf(name) });
  const published = await at.ask('media.publish', {
    epoch: epochOf(name),
    source: 'microphone',
    rtpParameters: parametersOf('microphone', names.indexOf(name)),
  });
  expect(published).toMatchObject({ ok: true });
}

/** Receives the track that is offered of this person now. */
async function takes(name: Name, from: Name): Promise<void> {
  const at = guest(name);
  const isOver = (id: ConsumerId) => at.all('consumer.closed').some(({ consumer }) => consumer === id);
  const { options } = await at.until(
    'consumer.opened',
    ({ owner, epoch, options: { consumer } }) =>
      owner === participant(from) && epoch === epochOf(name) && !isOver(consumer),
  );
  expect(await at.ask('media.ready', { consumer: options.consumer })).toEqual(done);
}

/** Is shown in the end that exactly these hear them. */
async function heardBy(name: Name, ...hearers: readonly Name[]): Promise<void> {
  const shown = () => [...(guest(name).all('view').at(-1)?.view.hearers ?? [])].sort();
  const expected = JSON.stringify(hearers.map(participant).sort());
  await guest(name).until('view', () => JSON.stringify(shown()) === expected);
}

/** Whom the voice of this interpreter is set up for, and, with `flowing`, to whom it really flows, read off the medium. */
function gets(from: Name, flowing = false): readonly Name[] {
  const mine = guest(from)
    .all('view')
    .at(-1)
    ?.view.me.sources.find(({ source }) => source === 'microphone');
  const listeners = sfu.edges().filter(({ producer, flows }) => producer === mine?.id && (flows || !flowing));
  return names.filter((name) => listeners.some(({ listener }) => listener === peers.get(name)));
}

beforeEach(async () => {
  sfu = fakeSfu();
  harness = await openHarness(sfu, Date.now, undefined, undefined, session);
  company = await Company.seated(harness, names);
  peers = await company.joinMedia();
});
afterEach(async () => {
  company.close();
  await harness.close();
});

describe('a channel over sockets', () => {
  test('[INT-4] in a caucus a listener gets the interpreter, and nobody else does', async () => {
    await apart('mediator', 'party', 'counsel', 'interpreter');
    expect(await guest('party').ask('channel.listen', { language: 'en' })).toEqual(done);
    expect(await guest('respondent').ask('channel.listen', { language: 'en' })).toEqual(done);
    await speaks('interpreter');
    await takes('counsel', 'interpreter');
    const toldOutside = guest('respondent').told.length;
    const wish = { epoch: epochOf('interpreter'), outlet: english };
    expect(await guest('interpreter').ask('interpreter.direct', wish)).toEqual(done);
    await takes('party', 'interpreter');
    await guest('counsel').until('consumer.closed', () => true);
    expect(gets('interpreter')).toEqual(['party']);
    await heardBy('interpreter', 'party');
    const { view } = await guest('counsel').until(
      'view',
      (seen) => seen.view.interpretation?.channels.length === 1,
    );
    expect(view.interpretation?.channels).toEqual([
      { language: 'en', interpreter: participant('interpreter') },
    ]);
    await guest('respondent').ask('media.capabilities', {});
    expect(guest('respondent').told).toHaveLength(toldOutside);
    expect(guest('respondent').all('consumer.opened')).toEqual([]);
  });

  test('[INT-8] a move takes the channel and the choice along', async () => {
    await guest('party').ask('channel.listen', { language: 'en' });
    await speaks('interpreter');
    await guest('interpreter').ask('interpreter.direct', { epoch: epochOf('interpreter'), outlet: english });
    await takes('party', 'interpreter');
    await apart('party', 'counsel', 'interpreter');
    await speaks('interpreter');
    await takes('party', 'interpreter');
    expect(gets('interpreter')).toEqual(['party']);
  });

  test('[INT-19] a handover leaves exactly one voice', async () => {
    const flowing = () => [gets('interpreter', true), gets('partner', true)];
    await apart('party', 'counsel', 'interpreter', 'partner');
    await guest('party').ask('channel.listen', { language: 'en' });
    await speaks('interpreter');
    await speaks('partner');
    await guest('partner').ask('interpreter.direct', { epoch: epochOf('partner'), outlet: { to: 'booth' } });
    await guest('interpreter').ask('interpreter.direct', { epoch: epochOf('interpreter'), outlet: english });
    await heardBy('interpreter', 'party', 'partner');
    await takes('party', 'interpreter');
    await takes('partner', 'interpreter');
    await takes('interpreter', 'partner');
    expect(flowing()).toEqual([['party', 'partner'], ['interpreter']]);
    const [from, to] = [participant('interpreter'), participant('partner')];
    expect(await guest('interpreter').ask('handover.offer', { epoch: epochOf('interpreter'), to })).toEqual(
      done,
    );
    expect(await guest('partner').ask('handover.take', { epoch: epochOf('partner'), from })).toEqual(done);
    await heardBy('interpreter', 'partner');
    await takes('party', 'partner');
    expect(flowing()).toEqual([['partner'], ['party', 'interpreter']]);
  });

  test('[INT-38] whoever wavers without end is stopped, and is heard to all they ask otherwise', async () => {
    const party = guest('party');
    const choices = Array.from({ length: 22 }, (_, index) => (index % 2 === 0 ? 'en' : null));
    const replies = await Promise.all(choices.map((language) => party.ask('channel.listen', { language })));
    expect(replies.filter(({ ok }) => ok)).toHaveLength(20);
    expect(replies.at(-1)).toEqual({ ok: false, error: replyOf('request.too-many') });
    expect(await party.ask('hand.raise', { epoch: epochOf('party') })).toEqual(done);
    const interpreter = guest('interpreter');
    const outlets = Array.from({ length: 22 }, (_, index) =>
      index % 2 === 0 ? english : { to: 'room' as const },
    );
    const asked = outlets.map((outlet) =>
      interpreter.ask('interpreter.direct', { epoch: epochOf('interpreter'), outlet }),
    );
    expect((await Promise.all(asked)).filter(({ ok }) => ok)).toHaveLength(20);
  });

  test('[INT-24] in turn, the SFU lets nobody through but whose turn it is', async () => {
    await apart('mediator', 'party', 'counsel');
    for (const name of ['party', 'counsel'] as const) await speaks(name);
    await takes('mediator', 'party');
    await takes('mediator', 'counsel');
    const flowing = () => {
      const owners = guest('mediator').all('view').at(-1)?.view.people ?? [];
      const ids = new Set(sfu.edges().flatMap(({ flows, producer }) => (flows ? [producer] : [])));
      return owners
        .filter(({ sources }) => sources.some(({ id }) => ids.has(id)))
        .map((one) => one.participant.name);
    };
    expect(flowing()).toEqual(['Li', 'Wu']);
    const place = guest('mediator').all('view').at(-1)?.view.place;
    if (place?.kind !== 'room') throw new Error('the mediator is in no room');
    const manner = { kind: 'consecutive', limitSeconds: 60, awaySeconds: 10 } as const;
    expect(await guest('mediator').ask('manner.set', { room: place.room, manner })).toEqual(done);
    expect(await guest('party').ask('floor.take', { epoch: epochOf('party') })).toEqual(done);
    // What is published afterwards waits until the SFU has followed all that was decided before.
    await guest('mediator').ask('microphone.set', { open: true, epoch: epochOf('mediator') });
    await speaks('mediator');
    expect(flowing()).toEqual(['Li']);
    const denied = await guest('counsel').ask('floor.take', { epoch: epochOf('counsel') });
    expect(denied).toEqual({ ok: false, error: replyOf('floor.taken') });
  });

  test('[INT-29] who is asked for a slower pace is told, and who conducts there, and nobody else', async () => {
    await apart('party', 'counsel', 'interpreter');
    const wish = { epoch: epochOf('interpreter'), participant: participant('party') };
    expect(await guest('interpreter').ask('pace.ask', wish)).toEqual(done);
    await guest('party').until('told', (told) => told.kind === 'speak-slower' && told.by === 'Xu');
    await apart('mediator', 'party', 'interpreter');
    for (const name of ['counsel', 'respondent', 'mediator'] as const) {
      await guest(name).ask('media.capabilities', {});
      expect(guest(name).all('told')).toEqual([]);
    }
    const again = { epoch: epochOf('interpreter'), participant: participant('party') };
    expect(await guest('interpreter').ask('pace.ask', again)).toEqual({
      ok: false,
      error: replyOf('pace.too-soon'),
    });
  });

  test('[INT-29] who conducts in the room is told who was asked', async () => {
    await apart('mediator', 'party', 'interpreter');
    const wish = { epoch: epochOf('interpreter'), participant: participant('party') };
    await guest('interpreter').ask('pace.ask', wish);
    const told = await guest('mediator').until('told', ({ kind }) => kind === 'asked-slower');
    expect(told).toEqual({ kind: 'asked-slower', by: 'Xu', name: 'Li' });
  });

  test('[INT-6] what was asked of the room before is denied', async () => {
    const epoch = epochOf('interpreter');
    await apart('party', 'interpreter');
    const reply = await guest('interpreter').ask('interpreter.direct', { epoch, outlet: english });
    expect(reply).toEqual({ ok: false, error: replyOf('epoch.stale') });
  });

  test('[INT-2] only who conducts assigns an interpreter', async () => {
    const wish = {
      participant: participant('interpreter'),
      languages: ['zh', 'fr'],
      bound: { to: 'session' },
    } as const;
    const how = { ...wish, languages: [...wish.languages] };
    expect(await guest('party').ask('interpreter.assign', how)).toEqual({
      ok: false,
      error: replyOf('role.not-allowed'),
    });
    expect(await guest('mediator').ask('interpreter.assign', how)).toEqual(done);
    const { view } = await guest('interpreter').until(
      'view',
      (seen) =>
        seen.view.interpretation?.interpreters.some(({ languages }) => languages.includes('fr')) === true,
    );
    expect(view.board).toBeNull();
  });
});
