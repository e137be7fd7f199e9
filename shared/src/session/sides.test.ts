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

describe('brought by somebody else among people of another side', () => {
  /** Each in the room of their own side, and everyone with an open microphone. */
  function speaking(): Scenario {
    const scenario = new Scenario().arrive('party', 'respondent', 'counsel', 'interpreter', 'second');
    for (const name of ['mediator', 'party', 'respondent', 'counsel', 'interpreter', 'second']) {
      expect(scenario.unmute(name)).toBeNull();
    }
    return scenario;
  }
  const open = ({ state }: Scenario, ...names: readonly string[]): string[] =>
    names.filter((name) => state.people.get(participant(name))?.microphone === 'open');

  test('[SIDE-11] into a caucus that is made, everyone comes with a closed microphone but who makes it', () => {
    const scenario = speaking();
    const all = ['mediator', 'party', 'respondent', 'interpreter', 'second'];
    const wish = { room: room('together'), title: 'T', participants: ids(...all), minutes: null };
    const mixing = ids('party', 'respondent');
    expect(scenario.do({ type: 'caucus.open', ...wish, mixing }, by('mediator'))).toBeNull();
    scenario.settle();
    expect(open(scenario, ...all)).toEqual(['mediator']);
    expect(scenario.unmute('party')).toBeNull();
    expect(open(scenario, 'party')).toEqual(['party']);
  });

  test('[SIDE-11] into an empty one as well, and to people of another side who are announced or let in', () => {
    const empty = speaking();
    const caucus = empty.caucus('empty', 'interpreter');
    empty.bring(room('plenary'), 'interpreter');
    expect(move(empty, caucus, ['party', 'respondent'], ['party', 'respondent'])).toBeNull();
    expect(open(empty, 'party', 'respondent')).toEqual([]);

    const announced = speaking();
    const theirs = announced.caucus('theirs', 'respondent');
    expect(move(announced, theirs, ['party'], ['party', 'respondent'])).toBeNull();
    expect(open(announced, 'party')).toEqual(['party']);
    announced.later(3_000).do({ type: 'entry.due', participant: participant('party') }, server);
    expect(announced.where('party')).toBe(theirs);
    expect(open(announced, 'party', 'respondent')).toEqual(['respondent']);

    const letIn = speaking();
    letIn.do({ type: 'house-rules.set', rules: { entry: 'admit', absence: 'not-here' } }, by('mediator'));
    const asking = letIn.caucus('asking', 'respondent');
    move(letIn, asking, ['party'], ['party', 'respondent']);
    const admitting = { participant: participant('party'), epoch: letIn.epochOf('respondent') };
    expect(letIn.do({ type: 'entry.admit', ...admitting }, by('respondent'))).toBeNull();
    expect(open(letIn, 'party', 'respondent')).toEqual(['respondent']);
  });

  test('[SIDE-11] [CAU-6] among their own side, and those of none, the microphone stays as it was', () => {
    const scenario = speaking();
    const all = ['mediator', 'party', 'counsel', 'interpreter'];
    const ours = scenario.caucus('ours', ...all);
    expect(open(scenario, ...all)).toEqual(all);
    scenario.do({ type: 'caucus.close', room: ours }, by('mediator'));
    expect(scenario.where('party')).toBe(arrivalOf(applicant));
    expect(open(scenario, ...all)).toEqual(all);
  });
});
