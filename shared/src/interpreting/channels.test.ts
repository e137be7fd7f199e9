import { describe, expect, test } from 'vitest';
import { participant, server } from '../session/testing.ts';
import { Booths, everyoneTogether, into } from './testing.ts';

const booth = { to: 'booth' } as const;
const everyone = { to: 'room' } as const;
const session = { to: 'session' } as const;
const ids = (...names: readonly string[]) => names.map(participant).sort();

describe('a channel', () => {
  test('[INT-4] is heard by those in the room who listen to it, by its interpreters, and by nobody else', () => {
    const scenario = everyoneTogether();
    scenario.listen('respondent', 'en');
    scenario.listen('party', 'fr');
    expect(scenario.direct('interpreter', into('en'))).toBeNull();
    expect(scenario.hearersOf('interpreter')).toEqual(ids('respondent', 'partner', 'ours', 'theirs'));
    expect(scenario.hearersOf('party')).toHaveLength(9);
  });

  test('[INT-4] not by somebody who listens to it in another room', () => {
    const scenario = everyoneTogether();
    scenario.listen('respondent', 'en');
    scenario.caucus('apart', 'party', 'interpreter', 'ours');
    scenario.speak('interpreter');
    scenario.direct('interpreter', into('en'));
    expect(scenario.hearersOf('interpreter')).toEqual(ids('ours'));
    expect(scenario.viewOf('respondent').interpretation?.channels).toEqual([]);
  });

  test('[INT-5] the booth is heard by partners alone: the same two languages, and not the other side', () => {
    const scenario = everyoneTogether();
    scenario.direct('ours', booth);
    expect(scenario.hearersOf('ours')).toEqual(ids('interpreter', 'partner'));
    scenario.assign('partner', { languages: ['zh', 'fr'], bound: session });
    expect(scenario.hearersOf('ours')).toEqual(ids('interpreter'));
  });

  test('[INT-6] only an interpreter directs their voice, into their own languages, in the room of that epoch', () => {
    const scenario = everyoneTogether();
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
    const scenario = everyoneTogether();
    scenario.direct('interpreter', into('en'));
    expect(scenario.direct('partner', into('en'))).toBe('channel.taken');
    expect(scenario.direct('partner', into('zh'))).toBeNull();
    scenario.direct('interpreter', everyone);
    expect(scenario.direct('partner', into('en'))).toBeNull();
  });

  test('[INT-7] whose line is away makes room, and is in the booth when they are back', () => {
    const scenario = everyoneTogether();
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
    const scenario = everyoneTogether();
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
    const scenario = everyoneTogether();
    expect(scenario.listen('observer', 'en')).toBeNull();
    expect(scenario.listen('recorder', 'en')).toBe('room.not-in');
    scenario.as('observer', { type: 'session.leave' });
    scenario.as('observer', { type: 'session.enter' });
    scenario.arrive('observer');
    expect(scenario.viewOf('observer').interpretation?.listens).toBe('en');
  });
});
