import { describe, expect, test } from 'vitest';
import type { ParticipantId } from '../ids.ts';
import { decide } from './decide.ts';
import { applicant, arrivalOf, by, participant, room, Scenario, server } from './testing.ts';

const ids = (...names: readonly string[]): ParticipantId[] => names.map(participant);
/** What the mediator is asked to confirm, or null when they are asked nothing. */
function asked(scenario: Scenario, to: ReturnType<typeof room>, ...names: readonly string[]) {
  const command = { type: 'people.move', participants: ids(...names), to, mixing: [] } as const;
  const decision = decide(scenario.state, command, by('mediator'), 50_000);
  return decision.ok ? null : decision.error;
}
const move = (scenario: Scenario, to: ReturnType<typeof room>, names: string[], mixing: string[]) =>
  scenario.do(
    { type: 'people.move', participants: ids(...names), to, mixing: ids(...mixing) },
    by('mediator'),
  );
const mixes = (scenario: Scenario) => scenario.events.filter(({ type }) => type === 'sides.mixed');

describe('the side guard', () => {
  test('[SIDE-2] opposing sides come together only when exactly those who would meet are confirmed', () => {
    const scenario = new Scenario().arrive('party', 'respondent', 'counsel');
    const caucus = scenario.caucus('apart', 'party');
    expect(asked(scenario, caucus, 'respondent')).toEqual({
      code: 'room.mixes-sides',
      people: ids('party', 'respondent'),
    });
    for (const wrong of [
      ['party'],
      ['respondent'],
      ['party', 'counsel'],
      ['party', 'respondent', 'counsel'],
    ]) {
      expect(move(scenario, caucus, ['respondent'], wrong)).toBe('room.mixes-sides');
    }
    expect(mixes(scenario)).toEqual([]);
    expect(move(scenario, caucus, ['respondent'], ['respondent', 'party'])).toBeNull();
    expect(mixes(scenario)).toEqual([
      { type: 'sides.mixed', by: participant('mediator'), room: caucus, people: ids('party', 'respondent') },
    ]);
  });

  test('[SIDE-2] a caucus for both sides is asked about as well', () => {
    const scenario = new Scenario().arrive('party', 'respondent');
    const open = (mixing: string[]) =>
      scenario.do(
        {
          type: 'caucus.open',
          room: room('together'),
          title: 'T',
          participants: ids('party', 'respondent'),
          minutes: null,
          mixing: ids(...mixing),
        },
        by('mediator'),
      );
    expect(open([])).toBe('room.mixes-sides');
    expect(open(['party', 'respondent'])).toBeNull();
    expect(mixes(scenario)).toHaveLength(1);
  });

  test('[SIDE-3] a confirmation that was true a moment ago is asked for again', () => {
    const scenario = new Scenario().arrive('party', 'respondent', 'counsel');
    const caucus = scenario.caucus('apart', 'party');
    scenario.bring(caucus, 'counsel');
    expect(move(scenario, caucus, ['respondent'], ['party', 'respondent'])).toBe('room.mixes-sides');
    expect(mixes(scenario)).toEqual([]);
  });

  test('[SIDE-4] whoever is at the door, on the way, or away from the line counts', () => {
    const scenario = new Scenario().arrive('party', 'respondent', 'counsel', 'interpreter');
    const caucus = scenario.caucus('apart', 'interpreter');
    scenario.bring(caucus, 'party');
    expect(scenario.where('party')).toBe(arrivalOf(applicant));
    expect(asked(scenario, caucus, 'respondent')?.people).toEqual(ids('party', 'respondent'));
    scenario.later(3_000).do({ type: 'entry.due', participant: participant('party') }, server);
    expect(asked(scenario, caucus, 'respondent')?.people).toEqual(ids('party', 'respondent'));
    scenario.settle();
    scenario.drop('party');
    scenario.do({ type: 'line.expired', participant: participant('party') }, server);
    expect(asked(scenario, caucus, 'respondent')?.people).toEqual(ids('party', 'respondent'));
  });

  test('[SIDE-5] people of no side, and those who are inside already, ask nothing', () => {
    const scenario = new Scenario().arrive('party', 'respondent', 'interpreter');
    const caucus = scenario.caucus('together', 'party', 'respondent');
    expect(asked(scenario, caucus, 'interpreter')).toBeNull();
    expect(asked(scenario, caucus, 'interpreter', 'party')).toBeNull();
    expect(asked(scenario, caucus, 'mediator')).toBeNull();
  });
});
