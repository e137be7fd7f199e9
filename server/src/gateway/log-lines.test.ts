import { Refusal } from '@parley/shared/errors';
import { PeerId, ProducerId } from '@parley/shared/ids';
import { created, participant } from '@parley/shared/session/testing';
import { type FakeSfu, fakeSfu } from '@parley/sfu/fake';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { capabilities } from '../fuzz/testing/tracks.ts';
import type { Guest } from './testing/guest.ts';
import { openHarness } from './testing/harness.ts';

/** What is written down when something goes wrong with somebody, wherever they stand. */

let sfu: FakeSfu;
/** The SFU follows no audience any more. */
let sfuIsDeaf: boolean;
let harness: Awaited<ReturnType<typeof openHarness>>;
let mediator: Guest;
let party: Guest;
let caucus: string;

beforeEach(async () => {
  sfu = fakeSfu();
  sfuIsDeaf = false;
  harness = await openHarness({
    ...sfu,
    applyAudience: async (audience) => {
      if (sfuIsDeaf) throw new Refusal('sfu.unavailable');
      return sfu.applyAudience(audience);
    },
  });
  mediator = await harness.seat('mediator', null);
  party = await harness.seat('party', mediator);
  const wish = { title: 'Their real number', minutes: null, participants: [participant('party')] };
  const reply = await mediator.ask('caucus.open', wish);
  if (!reply.ok) throw new Error(reply.error.code);
  caucus = reply.value.room;
  await party.until('view', ({ view }) => view.place.kind === 'room' && view.place.room === caucus);
});
afterEach(async () => {
  for (const guest of [mediator, party]) guest.close();
  await harness.close();
});

/** The line that says this, once it is written: its keys in their order, and what they are. */
async function written(what: string): Promise<readonly (readonly [string, unknown])[]> {
  const found = (): string | undefined => harness.logged.find((line) => line.includes(what));
  await expect.poll(found).toBeDefined();
  const line: unknown = JSON.parse(found() ?? '{}');
  const own = new Set(['level', 'time', 'pid', 'hostname']);
  return Object.entries(line ?? {}).filter(([key]) => !own.has(key));
}

const goAway = (): void => {
  harness.log.beforeKeep = async () => {
    throw new Refusal('store.unavailable');
  };
};
const inCaucus = () => [
  ['session', created.id],
  ['room', caucus],
  ['epoch', 2],
  ['participant', participant('party')],
];

describe('[GATE-24] a line of the log about somebody says first where they stand', () => {
  test('when what they ask fails', async () => {
    harness.log.chatHistory = async () => {
      throw new Error('the disk is gone');
    };
    await party.ask('chat.history', { epoch: 2, before: null });
    expect((await written('a request failed')).slice(0, 4)).toEqual(inCaucus());
  });

  test('when what the server observes of them cannot be stored', async () => {
    goAway();
    party.close();
    expect((await written('what was observed was not stored')).slice(0, 4)).toEqual(inCaucus());
  });

  test('when what is due for them has to wait', async () => {
    party.close();
    await mediator.until('view', ({ view }) => view.people.some(({ line }) => line === 'lost'));
    goAway();
    harness.timers.fire();
    expect((await written('what is due has to wait')).slice(0, 4)).toEqual(inCaucus());
  });

  test('when the SFU does not cut them off', async () => {
    await party.ask('media.join', { rtpCapabilities: capabilities });
    sfuIsDeaf = true;
    void harness.registry.cutOff(created.id, participant('party'));
    // What is tried again after a moment is tried now.
    await expect
      .poll(() => {
        harness.timers.fire();
        return harness.logged.join('');
      })
      .toContain('yet to cut');
    expect((await written('the SFU has yet to cut somebody off')).slice(0, 4)).toEqual(inCaucus());
  });

  test('when the SFU was asked to let them hear another room', async () => {
    const joined = await party.ask('media.join', { rtpCapabilities: capabilities });
    if (!joined.ok) throw new Error(joined.error.code);
    const crossing = { listener: joined.value.peer, producer: ProducerId.parse('of-another-room') };
    sfu.say({ type: 'crossing', session: created.id, ...crossing });
    expect((await written('refused an edge')).slice(0, 4)).toEqual(inCaucus());
  });

  test('and of whom nothing is known only which session it was', async () => {
    const crossing = { listener: PeerId.parse('of-nobody'), producer: ProducerId.parse('of-another-room') };
    sfu.say({ type: 'crossing', session: created.id, ...crossing });
    expect((await written('refused an edge')).slice(0, 2)).toEqual([
      ['session', created.id],
      ['producer', crossing.producer],
    ]);
  });

  test('and nothing of what the room is called', async () => {
    goAway();
    party.close();
    await written('what was observed was not stored');
    expect(harness.logged.join('')).not.toContain('Their real number');
  });
});
