import { MessageId, SideId } from '@parley/shared/ids';
import type { SessionView } from '@parley/shared/policy';
import type { Participant, Roster } from '@parley/shared/session';
import { created, participant, respondent } from '@parley/shared/session/testing';
import { fakeSfu } from '@parley/sfu/fake';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openHarness } from './testing/harness.ts';
import type { Guest } from './testing/guest.ts';

let harness: Awaited<ReturnType<typeof openHarness>>;
let mediator: Guest;
beforeEach(async () => {
  harness = await openHarness(fakeSfu());
  mediator = await harness.seat('mediator', null);
});
afterEach(() => harness.close());

const lawyer: Participant = {
  id: participant('lawyer'),
  name: 'Ma',
  languages: ['zh'],
  role: 'counsel',
  side: respondent,
};
const says = (people: readonly Participant[], words: Partial<Roster> = {}): void => {
  harness.office.roster = { ...created, people: [...people], ...words };
};
const follow = () => harness.registry.follow(created.id);
const named = (name: string) => (guest: Guest) =>
  guest.until('view', ({ view }) => view.people.some((each) => each.participant.name === name));

describe('a session that is open', () => {
  test('[ROSTER-3] lets somebody on whom it was not told of, once it has followed its case', async () => {
    says([...created.people, lawyer]);
    const newcomer = harness.open('lawyer');
    await newcomer.connected();
    expect(await newcomer.ask('session.enter', {})).toMatchObject({ ok: true });
    await named('Ma')(mediator);
    await mediator.ask('lobby.admit', { participants: [lawyer.id], unserved: [] });
    const { view } = await newcomer.until('view', ({ view: now }) => now.place.kind === 'room');
    expect(view.me.participant).toEqual(lawyer);
    newcomer.close();
  });

  test('[ROSTER-3] turns away whom it follows its case without', async () => {
    says([...created.people, { ...lawyer, side: SideId.parse('a-third-side') }]);
    const stranger = harness.open('lawyer');
    expect((await stranger.until('dropped', () => true)).code).toBe('participant.unknown');
    expect(
      mediator
        .all('view')
        .at(-1)
        ?.view.people.map((each) => each.participant.id),
    ).not.toContain(lawyer.id);
  });

  test('[ROSTER-4] shows a corrected name on a page that is open, and calls what they wrote by it', async () => {
    const party = await harness.seat('party', mediator);
    const said = await party.ask('chat.say', {
      id: MessageId.parse('a-line__'),
      epoch: party.epoch,
      text: '好',
    });
    expect(said).toMatchObject({ ok: true });
    says(
      created.people.map((person) =>
        person.id === participant('party') ? { ...person, name: 'Li Na' } : person,
      ),
    );
    await follow();
    await named('Li Na')(mediator);
    expect(
      (await party.until('view', ({ view }) => view.me.participant.name === 'Li Na')).view.place.kind,
    ).toBe('room');
    const history = await mediator.ask('chat.history', { epoch: mediator.epoch, before: null });
    expect(history).toMatchObject({ value: { messages: [{ text: '好', from: { name: 'Li Na' } }] } });
    party.close();
  });

  test('[ROSTER-1] shows what it and its sides are called now to everyone', async () => {
    const party = await harness.seat('party', mediator);
    const sides = created.sides.map((side) => ({ ...side, name: `${side.name} Ltd` }));
    says(created.people, { title: 'Second round', sides });
    await follow();
    for (const guest of [mediator, party]) {
      const { view } = await guest.until('view', ({ view: now }) => now.title === 'Second round');
      expect(view.sides).toEqual(sides);
    }
    party.close();
  });

  test('[ROSTER-6] shows somebody no more who belongs to its case no more and has not come', async () => {
    const seen = (view: SessionView) => view.people.map((each) => each.participant.name);
    const observer = created.people.find(({ role }) => role === 'observer')?.name ?? '';
    says(created.people.filter(({ name }) => name !== observer));
    await follow();
    const { view } = await mediator.until('view', ({ view: now }) => !seen(now).includes(observer));
    expect(seen(view)).toHaveLength(created.people.length - 2);
  });
});
