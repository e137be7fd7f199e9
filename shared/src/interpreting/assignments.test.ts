import { describe, expect, test } from 'vitest';
import { create, evolve } from '../session/evolve.ts';
import { participant, room, server } from '../session/testing.ts';
import { Booths, everyoneTogether, into, withBooths } from './testing.ts';

const booth = { to: 'booth' } as const;
const everyone = { to: 'room' } as const;
const session = { to: 'session' } as const;

describe('assignments', () => {
  test('[INT-1] an interpreter has the languages the case knows of them, and works for everyone', () => {
    const { state } = new Booths();
    expect(state.people.get(participant('interpreter'))?.interpreting).toMatchObject({
      languages: ['zh', 'en'],
      bound: session,
      outlet: everyone,
    });
    expect(state.people.get(participant('party'))?.interpreting).toBeNull();
  });

  test('[INT-1] one whom a side brings works for its party, if it is one', () => {
    const { state } = new Booths();
    const bound = (name: string) => state.people.get(participant(name))?.interpreting?.bound;
    expect(bound('ours')).toEqual({ to: 'party', participant: participant('party') });
    const two = create({
      ...withBooths,
      people: withBooths.people.map((person) =>
        person.role === 'counsel' ? { ...person, role: 'party' } : person,
      ),
    });
    expect(two.people.get(participant('ours'))?.interpreting?.bound).toEqual(session);
  });

  test('[INT-1] one of whom one language is known interprets nothing until a mediator says what', () => {
    const state = create({
      ...withBooths,
      people: withBooths.people.map((person) => ({ ...person, languages: ['zh'] })),
    });
    expect(state.people.get(participant('ours'))?.interpreting).toMatchObject({
      languages: [],
      bound: session,
    });
  });

  test('[INT-2] who conducts says between which languages somebody interprets, and for whom', () => {
    const scenario = everyoneTogether();
    const bound = { to: 'party', participant: participant('respondent') } as const;
    expect(scenario.assign('interpreter', { languages: ['fr', 'zh'], bound })).toBeNull();
    expect(scenario.direct('interpreter', into('fr'))).toBeNull();
    expect(scenario.direct('interpreter', into('en'))).toBe('interpreter.not-your-language');
    expect(scenario.viewOf('mediator').board?.interpreters[0]).toEqual({
      participant: participant('interpreter'),
      languages: ['fr', 'zh'],
      bound,
    });
  });

  test('[INT-2] nobody else does, and of nobody but an interpreter', () => {
    const scenario = everyoneTogether();
    const how = { languages: ['zh', 'fr'], bound: session };
    expect(scenario.assign('interpreter', how, 'party')).toBe('role.not-allowed');
    expect(scenario.assign('interpreter', how, 'interpreter')).toBe('role.not-allowed');
    expect(scenario.assign('party', how)).toBe('interpreter.unknown');
    expect(scenario.assign('interpreter', { ...how, bound: { to: 'room', room: room('nowhere') } })).toBe(
      'room.unknown',
    );
  });

  test('[INT-2] one whom a side brings never works for the party of another', () => {
    const bound = { to: 'party', participant: participant('respondent') } as const;
    expect(everyoneTogether().assign('ours', { languages: ['zh', 'en'], bound })).toBe(
      'interpreter.of-other-side',
    );
    expect(everyoneTogether().assign('theirs', { languages: ['zh', 'en'], bound })).toBeNull();
  });

  test('[INT-2] whoever loses the language they interpret into is heard by nobody but their partners', () => {
    const scenario = everyoneTogether();
    scenario.direct('interpreter', into('en'));
    scenario.assign('interpreter', { languages: ['zh', 'fr'], bound: session });
    expect(scenario.viewOf('interpreter').interpretation?.mine?.outlet).toEqual(booth);
  });

  test('[INT-2] whoever is assigned anew goes on, if the language is theirs and they work there', () => {
    const scenario = everyoneTogether();
    const apart = scenario.caucus('apart', 'party', 'ours');
    const outlet = () => scenario.viewOf('interpreter').interpretation?.mine?.outlet;
    scenario.direct('interpreter', into('en'));
    scenario.assign('interpreter', { languages: ['en', 'fr'], bound: session });
    expect(outlet()).toEqual(into('en'));
    scenario.assign('interpreter', { languages: ['en', 'fr'], bound: { to: 'room', room: apart } });
    expect(outlet()).toEqual(booth);
  });

  test('[INT-2] [INT-3] on the way they keep their channel, and are in the booth where they do not work', () => {
    const scenario = everyoneTogether();
    const apart = scenario.caucus('apart', 'party', 'ours', 'mediator');
    const outlet = () => scenario.state.people.get(participant('interpreter'))?.interpreting?.outlet;
    scenario.direct('interpreter', into('en'));
    scenario.bring(apart, 'interpreter');
    scenario.later(3_000).do({ type: 'entry.due', participant: participant('interpreter') }, server);
    const bound = { to: 'room', room: scenario.state.plenary } as const;
    scenario.assign('interpreter', { languages: ['zh', 'en'], bound });
    expect(outlet()).toEqual(into('en'));
    scenario.settle();
    expect(outlet()).toEqual(booth);
  });

  test('[INT-3] whoever works for one room interprets in no other', () => {
    const scenario = everyoneTogether();
    const apart = scenario.caucus('apart', 'party', 'ours');
    scenario.assign('interpreter', { languages: ['zh', 'en'], bound: { to: 'room', room: apart } });
    expect(scenario.direct('interpreter', into('en'))).toBe('interpreter.elsewhere');
    expect(scenario.direct('interpreter', booth)).toBeNull();
  });

  test('[INT-3] once it is closed, they work for everyone from the next room on, and learn nothing before', () => {
    const scenario = everyoneTogether();
    const apart = scenario.caucus('apart', 'party', 'ours');
    scenario.assign('interpreter', { languages: ['zh', 'en'], bound: { to: 'room', room: apart } });
    const before = JSON.stringify(scenario.viewOf('interpreter'));
    scenario.as('mediator', { type: 'caucus.close', room: apart });
    expect(JSON.stringify(scenario.viewOf('interpreter'))).toBe(before);
    expect(scenario.direct('interpreter', into('en'))).toBe('interpreter.elsewhere');
    expect(scenario.viewOf('mediator').board?.interpreters[0]?.bound).toEqual(session);
    scenario.caucus('other', 'interpreter');
    expect(scenario.direct('interpreter', into('en'))).toBeNull();
  });

  test('[INT-3] whoever worked in it as it closed works for everyone', () => {
    const scenario = everyoneTogether();
    const apart = scenario.caucus('apart', 'party', 'interpreter');
    scenario.assign('interpreter', { languages: ['zh', 'en'], bound: { to: 'room', room: apart } });
    scenario.direct('interpreter', into('en'));
    scenario.as('mediator', { type: 'caucus.close', room: apart });
    scenario.settle();
    expect(scenario.viewOf('interpreter').interpretation?.mine).toMatchObject({
      bound: session,
      outlet: into('en'),
    });
  });
});

describe('the log', () => {
  test('[INT-13] one from before there was interpretation replays to interpreters who speak to everyone', () => {
    const scenario = everyoneTogether();
    const [, ...rest] = scenario.events;
    const replayed = rest.reduce(evolve, create(withBooths));
    expect(replayed).toEqual(scenario.state);
    expect(scenario.hearersOf('interpreter')).toHaveLength(9);
  });
});
