import { describe, expect, test } from 'vitest';
import { SessionView } from '../policy/index.ts';
import type { SessionEvent } from '../session/events.ts';
import { create, evolve } from '../session/evolve.ts';
import { participant, producer, room, server } from '../session/testing.ts';
import { Booths, into, withBooths } from './testing.ts';

const ids = (...names: readonly string[]) => names.map(participant).sort();
const booth = { to: 'booth' } as const;
const everyone = { to: 'room' } as const;
const session = { to: 'session' } as const;

/** The joint session with everyone in it. */
const held = () =>
  new Booths()
    .seat('second', 'party', 'counsel', 'respondent', 'interpreter', 'partner', 'ours', 'theirs', 'observer')
    .speakAll();

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
    const scenario = held();
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
    const scenario = held();
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
    expect(held().assign('ours', { languages: ['zh', 'en'], bound })).toBe('interpreter.of-other-side');
    expect(held().assign('theirs', { languages: ['zh', 'en'], bound })).toBeNull();
  });

  test('[INT-2] whoever loses the language they interpret into is heard by nobody but their partners', () => {
    const scenario = held();
    scenario.direct('interpreter', into('en'));
    scenario.assign('interpreter', { languages: ['zh', 'fr'], bound: session });
    expect(scenario.viewOf('interpreter').interpretation?.mine?.outlet).toEqual(booth);
  });

  test('[INT-2] whoever is assigned anew goes on, if the language is theirs and they work there', () => {
    const scenario = held();
    const apart = scenario.caucus('apart', 'party', 'ours');
    const outlet = () => scenario.viewOf('interpreter').interpretation?.mine?.outlet;
    scenario.direct('interpreter', into('en'));
    scenario.assign('interpreter', { languages: ['en', 'fr'], bound: session });
    expect(outlet()).toEqual(into('en'));
    scenario.assign('interpreter', { languages: ['en', 'fr'], bound: { to: 'room', room: apart } });
    expect(outlet()).toEqual(booth);
  });

  test('[INT-2] [INT-3] on the way they keep their channel, and are in the booth where they do not work', () => {
    const scenario = held();
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
    const scenario = held();
    const apart = scenario.caucus('apart', 'party', 'ours');
    scenario.assign('interpreter', { languages: ['zh', 'en'], bound: { to: 'room', room: apart } });
    expect(scenario.direct('interpreter', into('en'))).toBe('interpreter.elsewhere');
    expect(scenario.direct('interpreter', booth)).toBeNull();
  });

  test('[INT-3] once it is closed, they work for everyone from the next room on, and learn nothing before', () => {
    const scenario = held();
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
    const scenario = held();
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

describe('a channel', () => {
  test('[INT-4] is heard by those in the room who listen to it, by its interpreters, and by nobody else', () => {
    const scenario = held();
    scenario.listen('respondent', 'en');
    scenario.listen('party', 'fr');
    expect(scenario.direct('interpreter', into('en'))).toBeNull();
    expect(scenario.hearersOf('interpreter')).toEqual(ids('respondent', 'partner', 'ours', 'theirs'));
    expect(scenario.hearersOf('party')).toHaveLength(9);
  });

  test('[INT-4] not by somebody who listens to it in another room', () => {
    const scenario = held();
    scenario.listen('respondent', 'en');
    scenario.caucus('apart', 'party', 'interpreter', 'ours');
    scenario.speak('interpreter');
    scenario.direct('interpreter', into('en'));
    expect(scenario.hearersOf('interpreter')).toEqual(ids('ours'));
    expect(scenario.viewOf('respondent').interpretation?.channels).toEqual([]);
  });

  test('[INT-5] the booth is heard by partners alone: the same two languages, and not the other side', () => {
    const scenario = held();
    scenario.direct('ours', booth);
    expect(scenario.hearersOf('ours')).toEqual(ids('interpreter', 'partner'));
    scenario.assign('partner', { languages: ['zh', 'fr'], bound: session });
    expect(scenario.hearersOf('ours')).toEqual(ids('interpreter'));
  });

  test('[INT-6] only an interpreter directs their voice, into their own languages, in the room of that epoch', () => {
    const scenario = held();
    expect(scenario.direct('party', booth)).toBe('role.not-allowed');
    expect(scenario.direct('mediator', into('en'))).toBe('role.not-allowed');
    expect(scenario.direct('interpreter', into('fr'))).toBe('interpreter.not-your-language');
    expect(scenario.as('interpreter', { type: 'interpreter.direct', outlet: booth, epoch: 0 })).toBe(
      'epoch.stale',
    );
    scenario.connect('recorder');
    expect(new Booths().arrive().direct('interpreter', booth)).toBe('room.not-in');
  });

  test('[INT-7] a room has one voice into a language', () => {
    const scenario = held();
    scenario.direct('interpreter', into('en'));
    expect(scenario.direct('partner', into('en'))).toBe('channel.taken');
    expect(scenario.direct('partner', into('zh'))).toBeNull();
    scenario.direct('interpreter', everyone);
    expect(scenario.direct('partner', into('en'))).toBeNull();
  });

  test('[INT-7] whose line is away makes room, and is in the booth when they are back', () => {
    const scenario = held();
    scenario.direct('interpreter', into('en'));
    scenario.drop('interpreter');
    expect(scenario.direct('partner', into('en'))).toBeNull();
    scenario.connect('interpreter', { connection: 'c-back' });
    expect(scenario.viewOf('interpreter').interpretation?.mine?.outlet).toEqual(booth);
    expect(scenario.viewOf('party').interpretation?.channels).toEqual([
      { language: 'en', interpreter: participant('partner') },
    ]);
  });

  test('[INT-8] a move takes the channel and the choice along; whoever comes where another speaks is in the booth', () => {
    const scenario = held();
    scenario.listen('respondent', 'en');
    scenario.direct('interpreter', into('en'));
    const apart = scenario.caucus('apart', 'respondent', 'interpreter', 'theirs');
    scenario.speak('interpreter');
    expect(scenario.viewOf('interpreter').hearers).toEqual(expect.arrayContaining(ids('respondent')));
    expect(scenario.hearersOf('interpreter')).toEqual(ids('respondent', 'theirs'));
    scenario.direct('partner', into('en'));
    scenario.bring(apart, 'partner');
    scenario.later(3_000).do({ type: 'entry.due', participant: participant('partner') }, server);
    scenario.settle();
    expect(scenario.viewOf('partner').interpretation?.mine?.outlet).toEqual(booth);
    expect(scenario.viewOf('respondent').interpretation?.channels).toEqual([
      { language: 'en', interpreter: participant('interpreter') },
    ]);
  });

  test('[INT-9] whoever is in a room, or on the way, chooses what to hear; nobody else does', () => {
    const scenario = held();
    expect(scenario.listen('observer', 'en')).toBeNull();
    expect(scenario.listen('recorder', 'en')).toBe('room.not-in');
    scenario.as('observer', { type: 'session.leave' });
    scenario.as('observer', { type: 'session.enter' });
    scenario.arrive('observer');
    expect(scenario.viewOf('observer').interpretation?.listens).toBe('en');
  });
});

describe('who knows of it', () => {
  test('[INT-10] an interpreter is shown exactly who hears them', () => {
    const scenario = held();
    scenario.listen('respondent', 'en');
    scenario.direct('interpreter', into('en'));
    scenario.do(
      { type: 'hearing.cut', participant: participant('interpreter'), since: scenario.state.seq },
      server,
    );
    expect([...scenario.viewOf('interpreter').hearers].sort()).toEqual(
      ids('respondent', 'partner', 'ours', 'theirs'),
    );
  });

  test('[INT-10] whoever heard them before is named until the SFU has cut them off', () => {
    const scenario = held();
    scenario.direct('interpreter', booth);
    const since = scenario.state.seq;
    expect(scenario.viewOf('interpreter').hearers).toContain(participant('party'));
    scenario.listen('partner', 'en');
    expect(
      scenario.do({ type: 'hearing.cut', participant: participant('interpreter'), since: since - 1 }, server),
    ).toBeNull();
    expect(scenario.viewOf('interpreter').hearers).toContain(participant('party'));
    scenario.do({ type: 'hearing.cut', participant: participant('interpreter'), since }, server);
    expect([...scenario.viewOf('interpreter').hearers].sort()).toEqual(ids('partner', 'ours', 'theirs'));
  });

  test('[INT-10] also a listener who has just stopped listening', () => {
    const scenario = held();
    scenario.listen('respondent', 'en');
    scenario.direct('interpreter', into('en'));
    scenario.do(
      { type: 'hearing.cut', participant: participant('interpreter'), since: scenario.state.seq },
      server,
    );
    scenario.listen('respondent', null);
    expect(scenario.viewOf('interpreter').hearers).toContain(participant('respondent'));
    scenario.do(
      { type: 'hearing.cut', participant: participant('interpreter'), since: scenario.state.seq },
      server,
    );
    expect(scenario.viewOf('interpreter').hearers).not.toContain(participant('respondent'));
  });

  test('[INT-10] whose voice nobody has heard has nobody to be cut off from it', () => {
    const fading = (scenario: Booths) =>
      scenario.state.people.get(participant('interpreter'))?.interpreting?.fading;
    const silent = new Booths().seat('second', 'party', 'interpreter').speak('party');
    const epoch = silent.epochOf('interpreter');
    silent.as('interpreter', { type: 'media.publish', producer: producer('face'), source: 'camera', epoch });
    silent.direct('interpreter', booth);
    expect(fading(silent)).toBeNull();
  });

  test('[INT-10] nobody is cut off from themselves', () => {
    const alone = participant('interpreter');
    const people = withBooths.people.map((person) => ({ ...person, languages: ['zh'] }));
    const place = { participant: alone, epoch: 1 };
    const events: readonly SessionEvent[] = [
      { type: 'participant.moving', ...place, by: alone, to: withBooths.plenary },
      { type: 'participant.settled', ...place, room: withBooths.plenary },
      {
        type: 'producer.opened',
        ...place,
        producer: producer('voice'),
        source: 'microphone',
        room: withBooths.plenary,
      },
      { type: 'interpreter.directed', participant: alone, by: alone, outlet: booth },
    ];
    const state = events.reduce(evolve, create({ ...withBooths, people }));
    expect(state.people.get(alone)?.interpreting).toMatchObject({ outlet: booth, fading: null });
  });

  test('[INT-11] everyone in the room is told which languages there are and who interprets, and of no other room', () => {
    const scenario = held();
    scenario.caucus('apart', 'respondent', 'theirs', 'partner');
    scenario.direct('partner', into('en'));
    scenario.direct('interpreter', into('en'));
    expect(scenario.viewOf('party').interpretation).toMatchObject({
      interpreters: [
        { participant: participant('interpreter'), languages: ['zh', 'en'] },
        { participant: participant('ours'), languages: ['zh', 'en'] },
      ],
      channels: [{ language: 'en', interpreter: participant('interpreter') }],
      mine: null,
    });
    expect(new Booths().viewOf('party').interpretation).toBeNull();
  });

  test('[INT-12] how many listen is told to those who interpret or conduct there, and to nobody else', () => {
    const scenario = held();
    scenario.listen('respondent', 'en');
    scenario.listen('observer', 'en');
    scenario.listen('party', 'fr');
    const counted = [
      { language: 'en', count: 2 },
      { language: 'fr', count: 1 },
    ];
    for (const name of ['mediator', 'second', 'interpreter', 'ours']) {
      expect(scenario.viewOf(name).interpretation?.listeners).toEqual(counted);
    }
    for (const name of ['party', 'counsel', 'respondent', 'observer']) {
      expect(scenario.viewOf(name).interpretation?.listeners).toBeNull();
    }
    const before = JSON.stringify(scenario.viewOf('party'));
    scenario.listen('counsel', 'en');
    expect(JSON.stringify(scenario.viewOf('party'))).toBe(before);
  });

  test('[INT-12] nobody learns what somebody in another room listens to, interprets or whispers', () => {
    const scenario = held();
    scenario.caucus('apart', 'party', 'ours');
    const seen = () =>
      ['mediator', 'respondent', 'interpreter'].map((name) => JSON.stringify(scenario.viewOf(name)));
    const before = seen();
    scenario.listen('party', 'en');
    scenario.direct('ours', into('en'));
    scenario.direct('ours', booth);
    expect(seen()).toEqual(before);
  });

  test('[INT-30] whose voice is not for them they are not told of: neither that there is one nor that it is open', () => {
    const scenario = held();
    const told = (whom: string) => {
      const view = scenario.viewOf(whom);
      const person = view.people.find((one) => one.participant.id === participant('interpreter'));
      const sounds = person?.sources.some(({ source }) => source === 'microphone');
      return [person?.microphone, sounds];
    };
    scenario.listen('respondent', 'en');
    scenario.direct('interpreter', into('en'));
    expect(told('respondent')).toEqual(['open', true]);
    expect(told('partner')).toEqual(['open', true]);
    expect(told('party')).toEqual(['none', false]);
    expect(told('mediator')).toEqual(['open', false]);
    scenario.direct('interpreter', booth);
    expect(told('respondent')).toEqual(['none', false]);
    expect(told('partner')).toEqual(['open', true]);
    scenario.direct('interpreter', everyone);
    expect(told('party')).toEqual(['open', true]);
  });

  test('[VIEW-7] it is what the protocol says', () => {
    const scenario = held();
    scenario.direct('interpreter', into('en'));
    for (const who of ['mediator', 'party', 'interpreter', 'ours']) {
      expect(SessionView.safeParse(scenario.viewOf(who)).success).toBe(true);
    }
  });
});

describe('the log', () => {
  test('[INT-13] one from before there was interpretation replays to interpreters who speak to everyone', () => {
    const scenario = held();
    const [, ...rest] = scenario.events;
    const replayed = rest.reduce(evolve, create(withBooths));
    expect(replayed).toEqual(scenario.state);
    expect(scenario.hearersOf('interpreter')).toHaveLength(9);
  });
});
