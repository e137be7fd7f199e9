import { describe, expect, test } from 'vitest';
import { listened, quiet, staying } from './speaker.ts';
import { mediator, party, respondent } from './testing/people.ts';

const others = new Set([mediator, party]);
const at = (...levels: readonly (readonly [typeof mediator, number])[]) =>
  levels.map(([participant, volume]) => ({ participant, volume }));

describe('who speaks', () => {
  test('only those above the noise', () => {
    const { speaking } = listened(quiet, at([party, -30], [mediator, -5], [respondent, -80]), others, 0);
    expect(speaking).toEqual(new Set([mediator, party]));
  });

  test('however loud they are, the set is the same until somebody begins or ends', () => {
    const both = listened(quiet, at([party, -30], [mediator, -5]), others, 0);
    expect(listened(both, at([mediator, -20], [party, -10]), others, 100).speaking).toBe(both.speaking);
    const instead = listened(both, at([respondent, -20], [party, -10]), others, 200);
    expect(instead.speaking).toEqual(new Set([respondent, party]));
    expect(listened(both, at([party, -10]), others, 200).speaking).toEqual(new Set([party]));
  });

  test('the stage keeps its speaker through silence', () => {
    const spoke = listened(quiet, at([party, -20]), others, 0);
    expect(listened(spoke, [], others, 10_000).active).toBe(party);
  });

  test('a louder cough does not take the stage; whoever goes on speaking does', () => {
    let floor = listened(quiet, at([party, -20]), others, 0);
    const both = at([mediator, -10], [party, -20]);
    floor = listened(floor, both, others, 100);
    expect(floor.active).toBe(party);
    expect(listened(floor, at([party, -20]), others, 1_500).active).toBe(party);
    expect(listened(floor, both, others, 1_100).active).toBe(mediator);
  });

  test('the next speaker takes over at once from one who is silent', () => {
    const floor = listened(quiet, at([party, -20]), others, 0);
    expect(listened(floor, at([mediator, -40]), others, 50).active).toBe(mediator);
  });

  test('I am never on my own stage', () => {
    const floor = listened(quiet, at([respondent, -5]), others, 0);
    expect(floor.active).toBeNull();
    expect(floor.speaking.has(respondent)).toBe(true);
  });

  test('whoever has left leaves the stage', () => {
    const floor = listened(quiet, at([party, -20]), others, 0);
    expect(staying(floor, new Set([mediator])).active).toBeNull();
    expect(staying(floor, others).active).toBe(party);
  });
});
