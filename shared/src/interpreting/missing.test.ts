import { describe, expect, test } from 'vitest';
import { unservedIn } from '../policy/unserved.ts';
import { decide } from '../session/decide.ts';
import type { SessionCreated } from '../session/events.ts';
import type { Role } from '../session/people.ts';
import { by, created, participant, respondent, Scenario, server } from '../session/testing.ts';
import { Booths } from './testing.ts';

const named = (...names: readonly string[]) => names.map(participant);

/** The answer to whoever would bring everyone together, going on without interpreters for these. */
function answer(scenario: Scenario, unserved: readonly string[] = [], who = 'mediator') {
  const command = { type: 'joint.gather', seconds: 0, unserved: named(...unserved) } as const;
  const decision = decide(scenario.state, command, by(who), 1);
  return decision.ok ? decision.value : decision.error;
}

/** The usual people, of whom these speak other languages. */
const speaking = (languages: Readonly<Record<string, readonly string[]>>): SessionCreated => ({
  ...created,
  people: created.people.map((person) => ({
    ...person,
    languages: [...(languages[person.id.replace(/_+$/, '')] ?? person.languages)],
  })),
});

describe('bringing people together without an interpreter', () => {
  const everyone = ['mediator', 'party', 'respondent'];

  test('[INT-33] is denied with the names of all who would not understand each other', () => {
    const scenario = new Scenario().arrive('party', 'respondent');
    expect(answer(scenario)).toEqual({ code: 'interpreter.missing', people: named(...everyone) });
    expect(answer(scenario, ['respondent'])).toMatchObject({ code: 'interpreter.missing' });
    expect(answer(scenario, [...everyone, 'counsel'])).toMatchObject({ code: 'interpreter.missing' });
    expect(scenario.state.gathering).toBeNull();
  });

  test('[INT-33] goes on when exactly these are confirmed, and that is logged', () => {
    const scenario = new Scenario().arrive('party', 'respondent');
    expect(answer(scenario, everyone)).toEqual([
      { type: 'interpreter.forgone', by: participant('mediator'), people: named(...everyone) },
      { type: 'gathering.announced', by: participant('mediator'), due: 1, without: named(...everyone) },
    ]);
  });

  test('[INT-33] a confirmation that is no longer what would happen is asked for anew', () => {
    const scenario = new Scenario().arrive('party', 'respondent');
    scenario.arrive('counsel');
    expect(answer(scenario, everyone)).toEqual({
      code: 'interpreter.missing',
      people: named('mediator', 'party', 'counsel', 'respondent'),
    });
    scenario.arrive('interpreter');
    expect(answer(scenario, everyone)).toEqual([
      { type: 'gathering.announced', by: participant('mediator'), due: 1, without: [] },
    ]);
  });

  /** What becomes of a countdown that has come to its end. */
  function answerAtEnd(scenario: Scenario) {
    const decision = decide(scenario.state, { type: 'gathering.due' }, server, 60_000);
    return decision.ok ? decision.value : [];
  }
  const end = (scenario: Scenario): readonly string[] => answerAtEnd(scenario).map(({ type }) => type);

  const calledOff = (...names: readonly string[]) => [
    { type: 'gathering.called-off', by: null, unserved: named(...names) },
  ];

  test('[INT-33] [JOINT-7] a countdown at whose end the interpreter is gone is called off, and says for whose sake', () => {
    const scenario = new Scenario().arrive('party', 'respondent', 'interpreter');
    scenario.do({ type: 'joint.gather', seconds: 10, unserved: [] }, by('mediator'));
    scenario.drop('interpreter');
    scenario.do({ type: 'line.expired', participant: participant('interpreter') }, server);
    expect(answerAtEnd(scenario)).toEqual(calledOff(...everyone));
    scenario.connect('interpreter', { connection: 'c-back' });
    expect(end(scenario)).toContain('joint.opened');
  });

  test('[JOINT-7] it is not for an interpreter whose line has just been lost', () => {
    const scenario = new Scenario().arrive('party', 'respondent', 'interpreter');
    scenario.do({ type: 'joint.gather', seconds: 10, unserved: [] }, by('mediator'));
    scenario.drop('interpreter');
    expect(end(scenario)).toContain('joint.opened');
  });

  test('[INT-33] [JOINT-7] it is not for those whom the one who gathers went on without, and names all where it is', () => {
    const scenario = new Scenario().arrive('party', 'respondent');
    scenario.do({ type: 'joint.gather', seconds: 10, unserved: named(...everyone) }, by('mediator'));
    expect(end(scenario)).toContain('joint.opened');
    scenario.arrive('counsel');
    expect(answerAtEnd(scenario)).toEqual(calledOff('mediator', 'party', 'counsel', 'respondent'));
  });

  test('[JOINT-7] called off by a person, or because nobody conducts, it is for nobody’s sake', () => {
    const scenario = new Scenario().arrive('party');
    scenario.do({ type: 'joint.gather', seconds: 10, unserved: [] }, by('mediator'));
    const byHand = decide(scenario.state, { type: 'gathering.call-off' }, by('mediator'), 1);
    expect(byHand).toMatchObject({ value: [{ by: participant('mediator'), unserved: [] }] });
    scenario.drop('mediator');
    expect(answerAtEnd(scenario)).toEqual(calledOff());
  });

  test('[INT-33] nobody who may not bring people together learns who lacks an interpreter', () => {
    const scenario = new Scenario().arrive('party', 'respondent');
    expect(answer(scenario, [], 'party')).toEqual({ code: 'role.not-allowed' });
  });
});

describe('whoever needs an interpreter', () => {
  test('[INT-34] is served by one who is in a room and on the line, and by no other', () => {
    const scenario = new Scenario().arrive('party', 'respondent', 'interpreter');
    expect(unservedIn(scenario.state)).toEqual([]);
    scenario.drop('interpreter');
    expect(unservedIn(scenario.state)).toEqual(named('mediator', 'party', 'respondent'));
    scenario.connect('interpreter', { connection: 'c-back' });
    scenario.do({ type: 'session.leave' }, by('interpreter'));
    expect(unservedIn(scenario.state)).toEqual(named('mediator', 'party', 'respondent'));
  });

  test('[INT-34] goes on needing one while their line is lost, and no more once it is given up', () => {
    const scenario = new Scenario().arrive('party', 'respondent');
    scenario.drop('respondent');
    expect(unservedIn(scenario.state)).toEqual(named('mediator', 'party', 'respondent'));
    scenario.do({ type: 'line.expired', participant: participant('respondent') }, server);
    expect(unservedIn(scenario.state)).toEqual([]);
  });

  test('[INT-34] is not served by one who works in another room', () => {
    const scenario = new Booths().arrive('party', 'respondent', 'interpreter');
    const aside = scenario.caucus('aside', 'party');
    const languages = ['zh', 'en'];
    scenario.assign('interpreter', { languages, bound: { to: 'room', room: aside } });
    expect(unservedIn(scenario.state)).not.toEqual([]);
    scenario.assign('interpreter', { languages, bound: { to: 'room', room: scenario.state.plenary } });
    expect(unservedIn(scenario.state)).toEqual([]);
  });

  test('[INT-34] is whoever shares no language with another who speaks or listens; in which country it is written is all one', () => {
    const alike = speaking({ party: ['zh-HK'], respondent: ['en', 'zh-CN'], observer: ['fr'] });
    const scenario = new Scenario(alike).arrive('party', 'respondent');
    expect(unservedIn(scenario.state)).toEqual([]);
    scenario.arrive('observer');
    expect(unservedIn(scenario.state)).toEqual(named('mediator', 'party', 'respondent', 'observer'));
  });

  test('[INT-34] two who only watch need nobody between them', () => {
    const watching = speaking({ mediator: ['zh', 'fr'], recorder: ['zh'], observer: ['fr'] });
    const recorder: Role = 'recorder';
    const people = watching.people.map((person) =>
      person.role === recorder
        ? { id: person.id, name: person.name, languages: person.languages, role: 'observer' as const }
        : person,
    );
    const scenario = new Scenario({ ...watching, people }).arrive('recorder', 'observer');
    expect(unservedIn(scenario.state)).toEqual([]);
  });

  test('[INT-34] is not served by two who understand nothing of each other', () => {
    const people = [
      ...speaking({ respondent: ['ar'] }).people,
      {
        id: participant('far'),
        name: 'Kay',
        languages: ['fr', 'ar'],
        role: 'interpreter' as const,
        side: null,
      },
    ];
    const scenario = new Scenario({ ...created, people }).arrive('party', 'respondent', 'interpreter', 'far');
    expect(unservedIn(scenario.state)).toEqual(named('mediator', 'party', 'respondent'));
  });

  test('[INT-34] is served by their own interpreter, who needs no second language for that', () => {
    const people = speaking({ respondent: ['zh'], interpreter: ['zh'] }).people;
    const scenario = new Booths({ ...created, people }).arrive('party', 'respondent', 'interpreter');
    const bound = { to: 'party', participant: participant('party') } as const;
    expect(scenario.assign('interpreter', { languages: ['zh'], bound })).toBeNull();
    expect(unservedIn(scenario.state)).toEqual([]);
    scenario.drop('interpreter');
    expect(unservedIn(scenario.state)).toEqual(named('party'));
  });

  test('[INT-34] is served by two of whom one listens to the other', () => {
    const far = speaking({ respondent: ['fr'] });
    const relay = new Scenario({
      ...far,
      people: [
        ...far.people,
        {
          id: participant('second-int'),
          name: 'Fan',
          languages: ['fr', 'en'],
          role: 'interpreter',
          side: null,
        },
        {
          id: participant('third-int'),
          name: 'Bo',
          languages: ['ja', 'ko'],
          role: 'interpreter',
          side: null,
        },
      ],
    }).arrive('party', 'respondent', 'third-int', 'interpreter');
    expect(unservedIn(relay.state)).toEqual(named('mediator', 'party', 'respondent'));
    relay.arrive('second-int');
    expect(unservedIn(relay.state)).toEqual([]);
  });

  test('[INT-34] is also a party whose own interpreter is not here, unless a partner of theirs is', () => {
    const all = speaking({ respondent: ['zh', 'en'] });
    const theirs = { id: participant('theirs'), name: 'Kay', languages: ['zh', 'en'] };
    const scenario = new Scenario({
      ...all,
      people: [...all.people, { ...theirs, role: 'interpreter', side: respondent }],
    }).arrive('party', 'respondent');
    expect(unservedIn(scenario.state)).toEqual(named('respondent'));
    scenario.arrive('interpreter');
    expect(unservedIn(scenario.state)).toEqual([]);
    scenario.drop('interpreter');
    scenario.arrive('theirs');
    expect(unservedIn(scenario.state)).toEqual([]);
    scenario.do(
      { type: 'participant.remove', participant: participant('theirs'), reason: '' },
      by('mediator'),
    );
    expect(unservedIn(scenario.state)).toEqual([]);
  });
});
