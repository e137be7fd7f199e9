import { describe, expect, test } from 'vitest';
import { SessionView } from '../policy/index.ts';
import type { SessionEvent } from '../session/events.ts';
import { create, evolve } from '../session/evolve.ts';
import { participant, producer, server } from '../session/testing.ts';
import { Booths, everyoneTogether, into, withBooths } from './testing.ts';

const booth = { to: 'booth' } as const;
const everyone = { to: 'room' } as const;
const ids = (...names: readonly string[]) => names.map(participant).sort();

describe('who knows of it', () => {
  test('[INT-10] an interpreter is shown exactly who hears them', () => {
    const scenario = everyoneTogether();
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
    const scenario = everyoneTogether();
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
    const scenario = everyoneTogether();
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
    const scenario = everyoneTogether();
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
    const scenario = everyoneTogether();
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
    scenario.listen('interpreter', 'en');
    expect(scenario.viewOf('interpreter').interpretation?.listeners).toEqual(counted);
    expect(scenario.viewOf('ours').interpretation?.listeners).toContainEqual({ language: 'en', count: 3 });
    const before = JSON.stringify(scenario.viewOf('party'));
    scenario.listen('counsel', 'en');
    expect(JSON.stringify(scenario.viewOf('party'))).toBe(before);
  });

  test('[INT-12] nobody learns what somebody in another room listens to, interprets or whispers', () => {
    const scenario = everyoneTogether();
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
    const scenario = everyoneTogether();
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
    const scenario = everyoneTogether();
    scenario.direct('interpreter', into('en'));
    for (const who of ['mediator', 'party', 'interpreter', 'ours']) {
      expect(SessionView.safeParse(scenario.viewOf(who)).success).toBe(true);
    }
  });
});
