import { describe, expect, test } from 'vitest';
import { create, evolve } from '../session/evolve.ts';
import { participant, producer } from '../session/testing.ts';
import { Booths, into, withBooths } from './testing.ts';

const ids = (...names: readonly string[]) => names.map(participant).sort();
const booth = { to: 'booth' } as const;
const session = { to: 'session' } as const;

/** One interprets into English for the respondent, the partner is in the booth. */
function working(): Booths {
  const scenario = new Booths()
    .seat('party', 'respondent', 'interpreter', 'partner', 'ours', 'theirs')
    .speakAll();
  scenario.listen('respondent', 'en');
  scenario.direct('interpreter', into('en'));
  scenario.direct('partner', booth);
  return scenario;
}
const offer = (scenario: Booths, from: string, to: string) =>
  scenario.as(from, { type: 'handover.offer', to: participant(to), epoch: scenario.epochOf(from) });
const take = (scenario: Booths, to: string, from: string) =>
  scenario.as(to, { type: 'handover.take', from: participant(from), epoch: scenario.epochOf(to) });
const end = (scenario: Booths, name: string, from: string) =>
  scenario.as(name, { type: 'handover.end', from: participant(from), epoch: scenario.epochOf(name) });
const offered = (scenario: Booths) => [...scenario.state.handovers.keys()];

describe('handing over', () => {
  test('[INT-19] leaves exactly one voice, at the «now» of whoever takes over', () => {
    const scenario = working();
    expect(offer(scenario, 'interpreter', 'partner')).toBeNull();
    expect(scenario.hearersOf('partner')).toEqual(ids('interpreter', 'ours', 'theirs'));
    const before = scenario.events.length;
    expect(take(scenario, 'partner', 'interpreter')).toBeNull();
    expect(scenario.events.slice(before)).toHaveLength(1);
    expect(scenario.viewOf('respondent').interpretation?.channels).toEqual([
      { language: 'en', interpreter: participant('partner') },
    ]);
    expect(scenario.hearersOf('interpreter')).toEqual(ids('partner', 'ours', 'theirs'));
    expect(scenario.hearersOf('partner')).toEqual(ids('respondent', 'interpreter', 'ours', 'theirs'));
    expect(offered(scenario)).toEqual([]);
  });

  test('[INT-19] hands over the language that is interpreted into at that moment', () => {
    const scenario = working();
    offer(scenario, 'interpreter', 'partner');
    scenario.direct('interpreter', into('zh'));
    expect(take(scenario, 'partner', 'interpreter')).toBeNull();
    expect(scenario.viewOf('respondent').interpretation?.channels).toEqual([
      { language: 'zh', interpreter: participant('partner') },
    ]);
  });

  test('[INT-20] is offered to a partner on the line by who interprets, one at a time', () => {
    const scenario = working();
    expect(offer(scenario, 'party', 'partner')).toBe('role.not-allowed');
    expect(offer(scenario, 'partner', 'interpreter')).toBe('handover.not-interpreting');
    expect(offer(scenario, 'interpreter', 'party')).toBe('handover.no-partner');
    expect(offer(scenario, 'interpreter', 'interpreter')).toBe('handover.no-partner');
    scenario.drop('partner');
    expect(offer(scenario, 'interpreter', 'partner')).toBe('handover.no-partner');
    expect(offer(scenario, 'interpreter', 'ours')).toBeNull();
    expect(offer(scenario, 'interpreter', 'theirs')).toBe('handover.under-way');
  });

  test('[INT-20] is taken by nobody but them, who can be heard and have that language', () => {
    const scenario = working();
    expect(take(scenario, 'partner', 'interpreter')).toBe('handover.none');
    offer(scenario, 'interpreter', 'partner');
    expect(take(scenario, 'ours', 'interpreter')).toBe('handover.none');
    scenario.as('partner', { type: 'microphone.set', open: false });
    expect(take(scenario, 'partner', 'interpreter')).toBe('handover.silent');
    scenario.unmute('partner');
    scenario.assign('partner', { languages: ['zh', 'fr'], bound: session });
    expect(take(scenario, 'partner', 'interpreter')).toBe('interpreter.not-your-language');
  });

  test('[INT-3] is not taken by a partner who works for another room', () => {
    const scenario = working();
    const apart = scenario.caucus('apart', 'party');
    offer(scenario, 'interpreter', 'partner');
    scenario.assign('partner', { languages: ['zh', 'en'], bound: { to: 'room', room: apart } });
    expect(take(scenario, 'partner', 'interpreter')).toBe('interpreter.elsewhere');
  });

  test('[INT-20] is asked in the room of that epoch', () => {
    const scenario = working();
    const to = participant('partner');
    const from = participant('interpreter');
    expect(scenario.as('interpreter', { type: 'handover.offer', to, epoch: 0 })).toBe('epoch.stale');
    offer(scenario, 'interpreter', 'partner');
    expect(scenario.as('partner', { type: 'handover.take', from, epoch: 0 })).toBe('epoch.stale');
    expect(scenario.as('partner', { type: 'handover.end', from, epoch: 0 })).toBe('epoch.stale');
  });

  test('[INT-21] ends when either calls it off, and nobody else can', () => {
    const scenario = working();
    expect(end(scenario, 'interpreter', 'interpreter')).toBe('handover.none');
    offer(scenario, 'interpreter', 'partner');
    expect(end(scenario, 'ours', 'interpreter')).toBe('handover.none');
    expect(end(scenario, 'partner', 'interpreter')).toBeNull();
    expect(offered(scenario)).toEqual([]);
    offer(scenario, 'interpreter', 'partner');
    expect(end(scenario, 'interpreter', 'interpreter')).toBeNull();
    expect(take(scenario, 'partner', 'interpreter')).toBe('handover.none');
  });

  test('[INT-21] ends when either goes, and when nothing is interpreted any more', () => {
    for (const goes of ['interpreter', 'partner']) {
      const scenario = working();
      offer(scenario, 'interpreter', 'partner');
      scenario.caucus('apart', goes);
      expect(offered(scenario)).toEqual([]);
      const left = working();
      offer(left, 'interpreter', 'partner');
      left.as(goes, { type: 'session.leave' });
      expect(offered(left)).toEqual([]);
    }
    const scenario = working();
    offer(scenario, 'interpreter', 'partner');
    scenario.direct('interpreter', booth);
    expect(offered(scenario)).toEqual([]);
    scenario.direct('interpreter', into('en'));
    offer(scenario, 'interpreter', 'partner');
    const made = scenario.caucus('apart', 'party');
    scenario.assign('interpreter', { languages: ['zh', 'en'], bound: { to: 'room', room: made } });
    expect(offered(scenario)).toEqual([]);
  });

  test('[INT-21] leaves alone what others hand over', () => {
    const ways: readonly ((scenario: Booths) => unknown)[] = [
      (scenario) => scenario.direct('theirs', booth),
      (scenario) => end(scenario, 'theirs', 'theirs'),
      (scenario) => scenario.as('theirs', { type: 'session.leave' }),
      (scenario) => take(scenario, 'partner', 'theirs'),
    ];
    for (const ends of ways) {
      const scenario = working();
      scenario.direct('theirs', into('zh'));
      offer(scenario, 'interpreter', 'ours');
      offer(scenario, 'theirs', 'partner');
      expect(offered(scenario)).toEqual([participant('interpreter'), participant('theirs')]);
      ends(scenario);
      expect(offered(scenario)).toEqual(ids('interpreter'));
    }
  });

  test('[INT-21] ends with what one has interpreted until one takes over something else', () => {
    const scenario = working();
    scenario.direct('partner', into('zh'));
    offer(scenario, 'partner', 'ours');
    offer(scenario, 'interpreter', 'partner');
    expect(take(scenario, 'partner', 'interpreter')).toBeNull();
    expect(offered(scenario)).toEqual([]);
  });

  test('[INT-20] an open microphone that sends nothing is not heard at once', () => {
    const scenario = working();
    offer(scenario, 'interpreter', 'partner');
    const mine = [...scenario.state.producers.values()].find(({ owner }) => owner === participant('partner'));
    const epoch = scenario.epochOf('partner');
    scenario.as('partner', { type: 'media.unpublish', producer: producer(`${mine?.id}`) });
    expect(take(scenario, 'partner', 'interpreter')).toBe('handover.silent');
    scenario.as('partner', { type: 'media.publish', producer: producer('picture'), source: 'camera', epoch });
    expect(take(scenario, 'partner', 'interpreter')).toBe('handover.silent');
  });

  test('[INT-22] is known to the two alone', () => {
    const scenario = working();
    const before = JSON.stringify(['mediator', 'party', 'ours'].map((name) => scenario.viewOf(name)));
    offer(scenario, 'interpreter', 'partner');
    expect(JSON.stringify(['mediator', 'party', 'ours'].map((name) => scenario.viewOf(name)))).toBe(before);
    for (const name of ['interpreter', 'partner']) {
      expect(scenario.viewOf(name).interpretation?.mine?.handovers).toMatchObject([
        { from: participant('interpreter'), to: participant('partner') },
      ]);
    }
  });

  test('[INT-10] names who heard the one who handed over until the SFU has cut them off', () => {
    const scenario = working();
    offer(scenario, 'interpreter', 'partner');
    take(scenario, 'partner', 'interpreter');
    expect(scenario.viewOf('interpreter').hearers).toContain(participant('respondent'));
  });

  test('[SES-17] the log alone gives the same state again', () => {
    const scenario = working();
    offer(scenario, 'interpreter', 'partner');
    take(scenario, 'partner', 'interpreter');
    const [, ...rest] = scenario.events;
    expect(rest.reduce(evolve, create(withBooths))).toEqual(scenario.state);
  });
});
