import { describe, expect, test } from 'vitest';
import { Booths, everyoneTogether, into, withBooths } from '../interpreting/testing.ts';
import { namesIn } from '../agreement/index.ts';
import { SideId } from '../ids.ts';
import { agreementRestsOn, can, differ, viewFor } from '../policy/index.ts';
import type { SessionEvent } from './events.ts';
import { create, evolve } from './evolve.ts';
import { decide } from './decide.ts';
import { MOST_PEOPLE, type Participant } from './people.ts';
import type { Roster } from './roster.ts';
import type { SessionState } from './state.ts';
import { applicant, by, created, participant, respondent, Scenario, server } from './testing.ts';

const lawyer: Participant = {
  id: participant('lawyer'),
  name: 'Ma',
  languages: ['zh'],
  role: 'counsel',
  side: respondent,
};

/** What the rows say of the sessions of these tests, with other people. */
const rosterOf = (people: readonly Participant[], words: Partial<Roster> = {}): Roster => ({
  ...withBooths,
  people: [...people],
  ...words,
});
const everyone: readonly Participant[] = withBooths.people;
const without = (...names: readonly string[]): readonly Participant[] =>
  everyone.filter(({ id }) => !names.map(participant).includes(id));
const withOther = (name: string, other: object): readonly Participant[] =>
  everyone.map((person) => (person.id === participant(name) ? { ...person, ...other } : person));

const follow = (scenario: Scenario, roster: Roster): readonly SessionEvent['type'][] => {
  const before = scenario.events.length;
  expect(scenario.do({ type: 'roster.follow', roster }, server)).toBeNull();
  return scenario.events.slice(before).map(({ type }) => type);
};
const participantIn = ({ people }: SessionState, name: string) => people.get(participant(name))?.participant;

describe('a session that follows its case', () => {
  test('[ROSTER-2] does nothing where the case says what it knows', () => {
    const scenario = everyoneTogether();
    expect(follow(scenario, rosterOf(everyone))).toEqual([]);
    follow(scenario, rosterOf([...without('recorder'), lawyer], { title: 'Other' }));
    expect(follow(scenario, rosterOf([...without('recorder'), lawyer], { title: 'Other' }))).toEqual([]);
  });

  test('[ROSTER-2] is told by the server alone', () => {
    const command = { type: 'roster.follow', roster: rosterOf(everyone) } as const;
    expect(new Booths().do(command, by('mediator'))).toBe('role.not-allowed');
  });

  test('[ROSTER-2] is the same again from its log', () => {
    const scenario = everyoneTogether();
    scenario.direct('interpreter', into('en'));
    const people = withOther('interpreter', { languages: ['zh', 'fr'], name: 'Xu Wei' });
    follow(scenario, rosterOf([...people.filter(({ role }) => role !== 'recorder'), lawyer], { title: 'B' }));
    const [, ...rest] = scenario.events;
    expect(rest.reduce(evolve, create(withBooths))).toEqual(scenario.state);
  });

  test('[ROSTER-1] is called as its case says, its sides too, and has no others than it had', () => {
    const scenario = new Booths();
    const sides = [
      { id: applicant, kind: 'other' as const, name: 'Li & Sons' },
      { id: SideId.parse('a-third-side'), kind: 'other' as const, name: 'Third' },
    ];
    const words = {
      title: 'Li & Sons',
      kind: 'industry',
      organisation: 'Other',
      startsAt: 7,
      sides,
    } as const;
    expect(follow(scenario, rosterOf(everyone, words))).toEqual(['session.corrected']);
    expect(scenario.viewOf('party')).toMatchObject({
      title: 'Li & Sons',
      kind: 'industry',
      organisation: 'Other',
      startsAt: 7,
      sides: [
        { id: applicant, kind: 'applicant', name: 'Li & Sons' },
        { id: respondent, kind: 'respondent', name: 'Haitian' },
      ],
    });
  });
});

describe('somebody who is added', () => {
  test('[ROSTER-3] is expected like those whom the session was made for, and comes in', () => {
    const scenario = everyoneTogether();
    expect(follow(scenario, rosterOf([...everyone, lawyer]))).toEqual(['people.invited']);
    const among = create({ ...withBooths, people: [...everyone, lawyer] }).people.get(lawyer.id);
    expect(scenario.state.people.get(lawyer.id)).toEqual(among);
    scenario.arrive('lawyer');
    expect(scenario.where('lawyer')).toBe(created.plenary);
  });

  test('[ROSTER-3] as an interpreter works for the party that is added with them', () => {
    const scenario = new Booths({ ...created, people: created.people.slice(0, 1) });
    const [party] = everyone.filter(({ id }) => id === participant('party'));
    const [ours] = everyone.filter(({ id }) => id === participant('ours'));
    if (party === undefined || ours === undefined) throw new Error('nobody');
    follow(scenario, rosterOf([...created.people.slice(0, 1), ours, party]));
    expect(scenario.state.people.get(ours.id)?.interpreting?.bound).toEqual({
      to: 'party',
      participant: party.id,
    });
  });

  test('[ROSTER-3] is left out on a side that the session does not have', () => {
    const scenario = new Booths();
    const stranger = { ...lawyer, side: SideId.parse('a-third-side') };
    expect(follow(scenario, rosterOf([...everyone, stranger]))).toEqual([]);
    expect(scenario.state.people.has(lawyer.id)).toBe(false);
  });

  test('[ROSTER-9] is left out where a session has as many as it takes', () => {
    const scenario = new Scenario();
    const more = Array.from({ length: MOST_PEOPLE }, (_, number): Participant => {
      return { id: participant(`more-${number}`), name: `${number}`, languages: ['en'], role: 'observer' };
    });
    follow(scenario, rosterOf([...created.people, ...more]));
    expect(scenario.state.people.size).toBe(MOST_PEOPLE);
    expect(follow(scenario, rosterOf([...created.people, ...more]))).toEqual([]);
  });
});

describe('a name or language that is corrected', () => {
  test('[ROSTER-4] is the one there is from then on', () => {
    const scenario = everyoneTogether();
    const people = withOther('respondent', { name: 'Zhou Lan', languages: ['en', 'de'] });
    expect(follow(scenario, rosterOf(people))).toEqual(['participant.corrected']);
    expect(participantIn(scenario.state, 'respondent')).toEqual({
      id: participant('respondent'),
      name: 'Zhou Lan',
      languages: ['en', 'de'],
      role: 'party',
      side: respondent,
    });
    const seen = scenario.viewOf('party').people.map((each) => each.participant.name);
    expect(seen).toContain('Zhou Lan');
    expect(seen).not.toContain('Zhou');
  });

  test.each([
    ['role', { role: 'observer', side: undefined }],
    ['side', { side: applicant }],
  ])('[ROSTER-4] makes of nobody’s %s another', (_what, other) => {
    const scenario = everyoneTogether();
    const was = participantIn(scenario.state, 'respondent');
    expect(follow(scenario, rosterOf(withOther('respondent', other)))).toEqual([]);
    const named = withOther('respondent', { ...other, name: 'Zhou Lan' });
    expect(follow(scenario, rosterOf(named))).toEqual(['participant.corrected']);
    expect(participantIn(scenario.state, 'respondent')).toEqual({ ...was, name: 'Zhou Lan' });
    expect(scenario.where('respondent')).toBe(created.plenary);
  });

  test('[ROSTER-4] leaves what was said in the session of whom an interpreter works for', () => {
    const scenario = everyoneTogether();
    const bound = { to: 'party', participant: participant('respondent') } as const;
    scenario.assign('interpreter', { languages: ['zh', 'en'], bound });
    follow(scenario, rosterOf(withOther('interpreter', { languages: ['zh', 'fr'] })));
    const interpreting = () => scenario.state.people.get(participant('interpreter'))?.interpreting;
    expect(interpreting()).toMatchObject({ languages: ['zh', 'fr'], bound });
    follow(scenario, rosterOf(withOther('interpreter', { languages: ['zh'] })));
    expect(interpreting()?.languages).toEqual([]);
  });

  test('[ROSTER-4] of an interpreter of whom nobody had said between which languages is as if it had always been so', () => {
    const mistyped = withOther('ours', { languages: ['zh'] });
    const scenario = new Booths({ ...withBooths, people: [...mistyped] });
    follow(scenario, rosterOf(everyone));
    expect(scenario.state.people).toEqual(create(withBooths).people);
  });

  test('[ROSTER-5] takes whoever interprets into a language that is theirs no more off the air', () => {
    const scenario = everyoneTogether();
    scenario.listen('respondent', 'en');
    scenario.direct('interpreter', into('en'));
    const people = withOther('interpreter', { languages: ['zh', 'fr'] });
    expect(follow(scenario, rosterOf(people))).toEqual(['participant.corrected', 'interpreter.directed']);
    expect(scenario.viewOf('interpreter').interpretation?.mine?.outlet).toEqual({ to: 'booth' });
    expect(scenario.hearersOf('interpreter')).not.toContain(participant('respondent'));
    // Until the SFU has said so they are named all the same.
    expect(scenario.viewOf('interpreter').hearers).toContain(participant('respondent'));
    expect(scenario.direct('interpreter', into('en'))).toBe('interpreter.not-your-language');
  });

  test('[ROSTER-5] leaves on the air whose language it still is', () => {
    const scenario = everyoneTogether();
    scenario.direct('interpreter', into('en'));
    const people = withOther('interpreter', { languages: ['fr', 'en'] });
    expect(follow(scenario, rosterOf(people))).toEqual(['participant.corrected']);
    expect(scenario.viewOf('interpreter').interpretation?.mine?.outlet).toEqual(into('en'));
  });

  test('[ROSTER-5] ends what was offered them to take over, and what they offered', () => {
    const scenario = everyoneTogether();
    const offer = (to: string) => ({
      type: 'handover.offer' as const,
      to: participant(to),
      epoch: scenario.epochOf('interpreter'),
    });
    scenario.direct('interpreter', into('en'));
    expect(scenario.as('interpreter', offer('partner'))).toBeNull();
    const taker = withOther('partner', { languages: ['zh', 'fr'] });
    expect(follow(scenario, rosterOf(taker))).toEqual(['participant.corrected', 'handover.ended']);
    expect(scenario.state.handovers.size).toBe(0);
    follow(scenario, rosterOf(everyone));
    expect(scenario.as('interpreter', offer('partner'))).toBeNull();
    follow(scenario, rosterOf(withOther('interpreter', { languages: ['zh', 'fr'] })));
    expect(scenario.state.handovers.size).toBe(0);
  });

  test('[ROSTER-5] names until the SFU has followed who hears in the booth no more', () => {
    const scenario = everyoneTogether();
    scenario.direct('interpreter', { to: 'booth' });
    expect(scenario.hearersOf('interpreter')).toContain(participant('partner'));
    follow(scenario, rosterOf(withOther('partner', { languages: ['zh', 'fr'] })));
    expect(scenario.hearersOf('interpreter')).not.toContain(participant('partner'));
    expect(scenario.viewOf('interpreter').hearers).toContain(participant('partner'));
  });

  test('[ROSTER-10] leaves nothing in words for other cases that was called otherwise when they were written', () => {
    const scenario = everyoneTogether();
    const [first, second] = withBooths.sides;
    if (first === undefined || second === undefined) throw new Error('no sides');
    const sides = [{ ...first, name: 'Li & Sons' }, second];
    const people = withOther('respondent', { name: 'Zhou Lan' });
    follow(
      scenario,
      rosterOf(
        people.filter(({ role }) => role !== 'recorder'),
        { sides, title: 'Other' },
      ),
    );
    const { others } = namesIn(scenario.state);
    expect(others).toEqual(expect.arrayContaining(['Li', 'Zhou', 'Gao', created.title]));
    expect(others).not.toContain(created.organisation);
    expect(others).not.toContain(second.name);
  });
});

describe('somebody who belongs to the case no more', () => {
  test('[ROSTER-6] and has never come is nowhere in the session', () => {
    const scenario = new Booths().arrive();
    const recorder = participant('party');
    scenario.as('mediator', { type: 'captioner.name', participant: recorder, named: true });
    expect(follow(scenario, rosterOf(without('party')))).toEqual(['participant.dismissed']);
    const { people, captioners } = scenario.state;
    expect([people.has(recorder), captioners.has(recorder)]).toEqual([false, false]);
    expect(people.get(participant('ours'))?.interpreting?.bound).toEqual({ to: 'session' });
    expect(JSON.stringify(viewFor(scenario.state, participant('mediator')))).not.toContain(recorder);
    expect(viewFor(scenario.state, recorder)).toBeNull();
    expect(scenario.connect('party')).toBe('participant.unknown');
  });

  test.each([
    ['is on the line', (scenario: Booths) => void scenario.connect('recorder')],
    [
      'has just lost the line',
      (scenario: Booths) => {
        scenario.connect('recorder');
        scenario.drop('recorder');
      },
    ],
    [
      'waits',
      (scenario: Booths) => {
        scenario.connect('recorder');
        scenario.as('recorder', { type: 'session.enter' });
      },
    ],
    ['stands in a room', (scenario: Booths) => void scenario.arrive('recorder')],
    [
      'has left',
      (scenario: Booths) => {
        scenario.arrive('recorder');
        scenario.as('recorder', { type: 'session.leave' });
      },
    ],
    [
      'was sent to a room, put out on the way and recalled',
      (scenario: Booths) => {
        scenario.connect('recorder');
        scenario.as('recorder', { type: 'session.enter' });
        scenario.without({ type: 'lobby.admit', participants: [participant('recorder')] });
        const about = { participant: participant('recorder') };
        scenario.as('mediator', { type: 'participant.remove', ...about, reason: '' });
        scenario.as('mediator', { type: 'participant.recall', ...about });
        scenario.do({ type: 'link.withdrawn', ...about }, server);
      },
    ],
  ])('[ROSTER-6] and %s stays as they are', (_what, comes) => {
    const scenario = new Booths().arrive();
    comes(scenario);
    const was = scenario.state.people.get(participant('recorder'));
    expect(follow(scenario, rosterOf(without('recorder')))).toEqual([]);
    expect(scenario.state.people.get(participant('recorder'))).toBe(was);
  });

  test('[ROSTER-6] and did from outside what somebody has yet to be told stays until they are', () => {
    const scenario = new Booths().arrive('party');
    scenario.connect('second');
    scenario.as('party', { type: 'wish.make', kind: 'caucus', note: '' });
    scenario.drop('party');
    const about = { participant: participant('party'), reason: 'later' };
    expect(scenario.as('second', { type: 'wish.decline', ...about })).toBeNull();
    scenario.do({ type: 'link.withdrawn', participant: participant('second') }, server);
    expect(follow(scenario, rosterOf(without('second')))).toEqual([]);
    scenario.connect('party');
    expect(follow(scenario, rosterOf(without('second')))).toEqual(['participant.dismissed']);
  });

  test('[ROSTER-6] is seen by nobody any more, who conducts included', () => {
    const { state } = new Booths().arrive();
    const stranger = { participant: participant('nobody') };
    expect(can(state, participant('mediator'), 'participant.see', stranger).kind).toBe('deny');
  });

  test('[ROSTER-6] goes once their line is over', () => {
    const scenario = new Booths().arrive();
    scenario.connect('recorder');
    scenario.do({ type: 'link.withdrawn', participant: participant('recorder') }, server);
    expect(follow(scenario, rosterOf(without('recorder')))).toEqual(['participant.dismissed']);
  });
});

test.each([
  ['added', rosterOf([...everyone, lawyer])],
  ['corrected', rosterOf(withOther('ours', { languages: ['zh', 'fr'] }))],
  ['dismissed', rosterOf(without('ours'))],
])('[AGR-11] what is shown of the agreement rests on who is %s', (_what, roster) => {
  const scenario = new Booths().arrive();
  const before = agreementRestsOn(scenario.state);
  follow(scenario, roster);
  expect(differ(before, agreementRestsOn(scenario.state))).toBe(true);
});

describe('nobody is told', () => {
  const outside = ['party', 'counsel', 'respondent', 'observer', 'recorder'];
  const seenBy = (state: SessionState, names: readonly string[]) =>
    names.map((name) => JSON.stringify(viewFor(state, participant(name))));
  /** Each side in its arrival room, with languages that nobody spoke before. */
  const apart = () => new Booths().arrive('party', 'counsel', 'respondent', 'observer', 'recorder');
  const lately = { ...lawyer, languages: ['de', 'zh'] };

  test.each([
    ['added', rosterOf([...everyone, lately])],
    ['corrected', rosterOf(withOther('theirs', { name: 'Kay Lin', languages: ['zh', 'de'] }))],
    ['dismissed', rosterOf(without('theirs'))],
  ])('[ROSTER-8] of somebody %s whom they do not see, but who conducts', (_what, roster) => {
    const scenario = apart();
    const before = seenBy(scenario.state, outside);
    const conducts = seenBy(scenario.state, ['mediator']);
    follow(scenario, roster);
    expect(seenBy(scenario.state, outside)).toEqual(before);
    expect(seenBy(scenario.state, ['mediator'])).not.toEqual(conducts);
  });

  test('[ROSTER-8] what is spoken by whom they do not see; who sees them is', () => {
    const scenario = apart();
    follow(scenario, rosterOf([...everyone, lately]));
    scenario.arrive('lawyer');
    const languages = (name: string) => scenario.viewOf(name).captions?.languages;
    expect(languages('party')).not.toContain('de');
    for (const name of ['respondent', 'lawyer', 'mediator']) expect(languages(name)).toContain('de');
  });

  test('[ROSTER-8] while everyone who sees somebody is told what they are called', () => {
    const scenario = apart();
    follow(scenario, rosterOf(withOther('counsel', { name: 'Wu Hao' })));
    const [own, , other] = seenBy(scenario.state, ['party', 'counsel', 'respondent']);
    expect(own).toContain('Wu Hao');
    expect(other).not.toContain('Wu Hao');
  });
});

test('[ROSTER-2] a session of which the case says nothing new decides nothing', () => {
  const scenario = new Scenario();
  const decision = decide(scenario.state, { type: 'roster.follow', roster: created }, server, 1);
  expect(decision).toEqual({ ok: true, value: [] });
});
