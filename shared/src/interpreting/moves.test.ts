import { describe, expect, test } from 'vitest';
import type { RoomId } from '../ids.ts';
import { applicant, arrivalOf, participant, respondent, room, server } from '../session/testing.ts';
import { Booths, withBooths } from './testing.ts';

const ids = (...names: readonly string[]) => names.map(participant).sort();
const house = (entry: 'announce' | 'admit') =>
  ({ type: 'house-rules.set', rules: { entry, absence: 'not-here' } }) as const;

/** Each side in its arrival room, the mediators and those of no side in the plenary. */
const apart = () =>
  new Booths().arrive('second', 'party', 'counsel', 'respondent', 'interpreter', 'partner', 'ours', 'theirs');
const worksFor = (scenario: Booths, name: string, party: string) =>
  scenario.assign(name, {
    languages: ['zh', 'en'],
    bound: { to: 'party', participant: participant(party) },
  });
/** The mediator makes a caucus of these and only these, without a word of who comes along. */
const caucus = (scenario: Booths, name: string, ...names: readonly string[]): RoomId => {
  const made = room(name);
  const participants = names.map(participant);
  const wish = { room: made, title: name, participants, minutes: null, mixing: [] } as const;
  expect(scenario.as('mediator', { type: 'caucus.open', ...wish })).toBeNull();
  return made;
};
const letIn = (scenario: Booths, name: string) =>
  scenario.as('counsel', {
    type: 'entry.admit',
    participant: participant(name),
    epoch: scenario.epochOf('counsel'),
  });
const entrants = (scenario: Booths) => [...scenario.state.entries.keys()].sort();

describe('an interpreter who works for a party', () => {
  test('[INT-14] is sent along into a caucus, and everywhere after that', () => {
    const scenario = apart();
    const one = caucus(scenario, 'one', 'party');
    expect(scenario.where('ours')).toBe(one);
    scenario.settle();
    const two = caucus(scenario, 'two', 'counsel');
    scenario.settle();
    scenario.bring(arrivalOf(applicant), 'party');
    expect(scenario.where('ours')).toBe(arrivalOf(applicant));
    scenario.settle();
    scenario.bring(two, 'party');
    expect(entrants(scenario)).toEqual(ids('party', 'ours'));
  });

  test('[INT-14] in one decision: the moves follow each other in the log', () => {
    const scenario = apart();
    caucus(scenario, 'one', 'party', 'ours');
    const moving = scenario.events.slice(-3).filter(({ type }) => type === 'participant.moving');
    expect(moving.map((event) => 'participant' in event && event.participant)).toEqual([
      participant('party'),
      participant('ours'),
    ]);
  });

  test('[INT-14] from the arrival room of the side, where they wait', () => {
    const scenario = apart();
    const one = caucus(scenario, 'one', 'party');
    scenario.settle();
    scenario.bring(arrivalOf(applicant), 'ours');
    scenario.settle();
    expect(scenario.where('party')).toBe(one);
    const two = caucus(scenario, 'two', 'party');
    expect(scenario.where('ours')).toBe(two);
  });

  test('[INT-15] is left where they are when they are elsewhere, or when the party stays', () => {
    const scenario = apart();
    scenario.caucus('other', 'interpreter', 'ours');
    caucus(scenario, 'one', 'party');
    expect(scenario.where('ours')).toBe(room('other'));
    const staying = apart();
    const one = caucus(staying, 'one', 'party');
    staying.settle();
    staying.bring(arrivalOf(applicant), 'ours');
    staying.settle();
    staying.bring(one, 'party');
    expect(staying.where('ours')).toBe(arrivalOf(applicant));
    expect(entrants(staying)).toEqual([]);
  });

  test('[INT-15] can be sent elsewhere alone, and the party stays', () => {
    const scenario = apart();
    const one = caucus(scenario, 'one', 'party');
    scenario.settle();
    expect(scenario.bring(arrivalOf(applicant), 'ours')).toBeNull();
    expect([scenario.where('party'), scenario.where('ours')]).toEqual([one, arrivalOf(applicant)]);
  });

  test('[INT-16] of a side counts at the side guard, and has to be confirmed by name', () => {
    const scenario = apart();
    const participants = ids('party', 'respondent');
    const wish = {
      type: 'caucus.open',
      room: room('mixed'),
      title: 'mixed',
      participants,
      minutes: null,
    } as const;
    expect(scenario.as('mediator', { ...wish, mixing: [] })).toBe('room.mixes-sides');
    expect(scenario.as('mediator', { ...wish, mixing: participants })).toBe('room.mixes-sides');
    expect(scenario.where('ours')).toBe(arrivalOf(applicant));
    const mixing = ids('party', 'respondent', 'ours', 'theirs');
    expect(scenario.as('mediator', { ...wish, mixing })).toBeNull();
    expect([scenario.where('ours'), scenario.where('theirs')]).toEqual([room('mixed'), room('mixed')]);
  });

  test('[INT-16] never comes along into the arrival room of another side, nor by a move that is denied', () => {
    const scenario = apart();
    expect(scenario.bring(arrivalOf(respondent), 'party')).toBe('room.of-other-side');
    expect(scenario.bring(scenario.state.plenary, 'party')).toBe('joint.not-open');
    expect(scenario.where('ours')).toBe(arrivalOf(applicant));
  });

  test('[INT-17] is announced beside the party, and comes in when it does', () => {
    const scenario = apart();
    const one = caucus(scenario, 'one', 'counsel');
    scenario.settle();
    scenario.bring(one, 'party');
    expect(entrants(scenario)).toEqual(ids('party', 'ours'));
    scenario.later(3_000).do({ type: 'entry.due', participant: participant('party') }, server);
    expect([scenario.where('party'), scenario.where('ours')]).toEqual([one, one]);
    expect(entrants(scenario)).toEqual([]);
  });

  test('[INT-17] is let in with the party, and kept out with it', () => {
    const scenario = apart();
    scenario.as('mediator', house('admit'));
    const one = caucus(scenario, 'one', 'counsel');
    scenario.settle();
    scenario.bring(one, 'party');
    scenario.as('counsel', { type: 'entry.end', participant: participant('party') });
    expect(entrants(scenario)).toEqual([]);
    expect(scenario.where('ours')).toBe(arrivalOf(applicant));
    scenario.bring(one, 'party');
    expect(letIn(scenario, 'party')).toBeNull();
    expect([scenario.where('party'), scenario.where('ours')]).toEqual([one, one]);
  });

  test('[INT-17] announced at a door where the party is asked for, they are not let in before their time', () => {
    const scenario = apart();
    scenario.as('mediator', house('admit'));
    const one = caucus(scenario, 'one', 'counsel');
    scenario.settle();
    scenario.bring(one, 'party');
    scenario.as('mediator', house('announce'));
    scenario.bring(one, 'ours');
    expect(letIn(scenario, 'party')).toBeNull();
    expect([scenario.where('party'), scenario.where('ours')]).toEqual([one, arrivalOf(applicant)]);
    expect(entrants(scenario)).toEqual(ids('ours'));
  });

  test('[INT-17] let in alone comes in alone', () => {
    const scenario = apart();
    scenario.as('mediator', house('admit'));
    const one = caucus(scenario, 'one', 'counsel');
    scenario.settle();
    scenario.bring(one, 'party');
    letIn(scenario, 'ours');
    expect([scenario.where('party'), scenario.where('ours')]).toEqual([arrivalOf(applicant), one]);
    expect(entrants(scenario)).toEqual(ids('party'));
  });

  test('[INT-17] announced later than the party comes in no sooner than everyone else', () => {
    const scenario = apart();
    const one = caucus(scenario, 'one', 'counsel');
    scenario.settle();
    scenario.bring(one, 'party');
    scenario.bring(arrivalOf(applicant), 'ours');
    scenario.later(2_000).bring(one, 'ours');
    scenario.later(1_000).do({ type: 'entry.due', participant: participant('party') }, server);
    expect([scenario.where('party'), scenario.where('ours')]).toEqual([one, arrivalOf(applicant)]);
    expect(entrants(scenario)).toEqual(ids('ours'));
  });

  test('[INT-18] of no side comes and goes as the side of that party does', () => {
    const scenario = apart();
    worksFor(scenario, 'interpreter', 'respondent');
    expect(scenario.bring(arrivalOf(respondent), 'interpreter')).toBeNull();
    expect(scenario.where('interpreter')).toBe(arrivalOf(respondent));
    scenario.settle();
    const one = caucus(scenario, 'one', 'respondent');
    expect(scenario.where('interpreter')).toBe(one);
    scenario.settle();
    scenario.as('mediator', { type: 'caucus.close', room: one });
    expect(scenario.where('interpreter')).toBe(arrivalOf(respondent));
    scenario.settle();
    scenario.gather();
    expect(scenario.where('interpreter')).toBe(scenario.state.plenary);
    scenario.as('mediator', { type: 'joint.close' });
    expect(scenario.where('interpreter')).toBe(arrivalOf(respondent));
  });

  /** Of the respondent's side only their counsel is in its own room, where an interpreter of no side goes who works for it. */
  function whereCounselIsAlone(entry: 'announce' | 'admit'): Booths {
    const colleague = { id: participant('advocate'), name: 'Qian', languages: ['zh', 'en'] };
    const scenario = new Booths({
      ...withBooths,
      people: [...withBooths.people, { ...colleague, role: 'counsel', side: respondent }],
    }).arrive('respondent', 'advocate', 'interpreter');
    caucus(scenario, 'one', 'respondent');
    scenario.settle();
    worksFor(scenario, 'interpreter', 'respondent');
    scenario.as('mediator', house(entry));
    return scenario;
  }

  test.each(['announce', 'admit'] as const)(
    '[INT-18] [ENT-4] of no side goes into that side’s own room without its party as anybody does, by the rule «%s»',
    (entry) => {
      const scenario = whereCounselIsAlone(entry);
      const from = scenario.where('interpreter');
      expect(scenario.bring(arrivalOf(respondent), 'interpreter')).toBeNull();
      expect(scenario.where('interpreter')).toBe(from);
      expect(scenario.state.entries.get(participant('interpreter'))?.consent.kind).toBe(
        entry === 'admit' ? 'asked' : 'announced',
      );
    },
  );

  test.each(['announce', 'admit'] as const)(
    '[INT-18] [ENT-4] comes there with its party, or to it, unannounced, by the rule «%s»',
    (entry) => {
      const home = arrivalOf(respondent);
      const together = whereCounselIsAlone(entry);
      expect(together.bring(home, 'respondent', 'interpreter')).toBeNull();
      expect([together.where('respondent'), together.where('interpreter')]).toEqual([home, home]);
      const after = whereCounselIsAlone(entry);
      after.bring(home, 'respondent');
      expect(after.bring(home, 'interpreter')).toBeNull();
      expect(after.where('interpreter')).toBe(home);
      expect([...together.state.entries, ...after.state.entries]).toEqual([]);
    },
  );

  const door = ({ state }: Booths) =>
    [...state.entries.values()].map((entry) => [entry.participant, entry.room, entry.consent.kind]);

  test.each([
    ['announce', 'announced'],
    ['admit', 'asked'],
  ] as const)(
    '[ENT-20] without its party nobody of no side comes unannounced into that side’s own room when theirs is closed, by the rule «%s»',
    (entry, how) => {
      const scenario = whereCounselIsAlone(entry);
      const apart = caucus(scenario, 'apart', 'interpreter');
      scenario.settle();
      scenario.as('mediator', { type: 'caucus.close', room: apart });
      expect(scenario.where('interpreter')).toBe(scenario.state.plenary);
      expect(door(scenario)).toEqual([[participant('interpreter'), arrivalOf(respondent), how]]);
    },
  );

  test('[ENT-20] nor when the joint session ends, where they stay with the mediators meanwhile', () => {
    const scenario = whereCounselIsAlone('announce');
    scenario.gather();
    caucus(scenario, 'two', 'respondent');
    scenario.settle();
    scenario.bring(scenario.state.plenary, 'interpreter');
    scenario.bring(arrivalOf(respondent), 'advocate');
    scenario.settle();
    scenario.as('mediator', { type: 'joint.close' });
    expect(scenario.where('interpreter')).toBe(scenario.state.plenary);
    expect(door(scenario)).toEqual([[participant('interpreter'), arrivalOf(respondent), 'announced']]);
    scenario.later(3_000).do({ type: 'entry.due', participant: participant('interpreter') }, server);
    expect(scenario.where('interpreter')).toBe(arrivalOf(respondent));
  });

  test('[ENT-20] away from the line they come into no room by themselves', () => {
    const scenario = whereCounselIsAlone('announce');
    const apart = caucus(scenario, 'apart', 'interpreter');
    scenario.settle();
    scenario.drop('interpreter');
    scenario.as('mediator', { type: 'caucus.close', room: apart });
    expect(scenario.state.people.get(participant('interpreter'))?.attendance.kind).toBe('waiting');
    expect(door(scenario)).toEqual([]);
  });

  test('[INT-18] of no side is admitted where that party gathers', () => {
    const scenario = new Booths().arrive('respondent');
    worksFor(scenario, 'interpreter', 'respondent');
    scenario.arrive('interpreter');
    expect(scenario.where('interpreter')).toBe(arrivalOf(respondent));
  });
});
