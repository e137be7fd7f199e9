import type { PersonView } from '@parley/shared/policy';
import { describe, expect, it } from 'vitest';
import { conducted, party } from './board.test-support.ts';
import { between, toggled } from './choosing.ts';
import { onBoard } from './model.ts';

const li = party('li', 'a');
const wang = party('wang', 'a');
const zhou = party('zhou', 'r');

describe('choosing several at once', () => {
  it('takes all who stand between two on the board, whichever was pressed first', () => {
    const order = onBoard(conducted([zhou, li, wang])).map(({ participant }) => participant.id);
    const idOf = ({ participant }: PersonView) => participant.id;
    const some = [wang, zhou].map(idOf);
    expect(between(order, idOf(wang), idOf(zhou))).toEqual(some);
    expect(between(order, idOf(zhou), idOf(wang))).toEqual(some);
  });

  it('takes the one pressed alone where the one before has gone', () => {
    const order = [li, wang].map(({ participant }) => participant.id);
    expect(between(order, zhou.participant.id, wang.participant.id)).toEqual([wang.participant.id]);
  });

  it('puts one in, and takes it out again', () => {
    const { id } = li.participant;
    const chosen = toggled(new Set([wang.participant.id]), id);
    expect([...chosen]).toEqual([wang.participant.id, id]);
    expect([...toggled(chosen, id)]).toEqual([wang.participant.id]);
  });
});
