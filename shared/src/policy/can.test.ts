import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../errors/index.ts';
import { evolve } from '../session/evolve.ts';
import { participant, producer } from '../session/testing.ts';
import { type Action, can } from './can.ts';
import { mediaTable } from './table/media.ts';
import { roomsTable } from './table/rooms.ts';
import { sessionTable } from './table/session.ts';
import {
  other,
  plenary,
  type Row,
  type Rows,
  type Situation,
  situations,
  stateOf,
  x,
} from './table/situation.ts';

/** Complete by its type: an action without a row does not compile. */
const table: Rows<Action> = { ...sessionTable, ...roomsTable, ...mediaTable };
const actions = Object.keys(table).filter((name): name is Action => Object.hasOwn(table, name));

function ask<A extends Action>(action: A, { target, given }: Row<A>, s: Situation): ErrorCode | null {
  const verdict = can(stateOf(s, given), x, action, target);
  return verdict.kind === 'deny' ? verdict.code : null;
}

function compare<A extends Action>(action: A): { readonly said: unknown[]; readonly stated: unknown[] } {
  const rows: readonly Row<A>[] = table[action];
  const all = rows.flatMap((row, line) => situations.map((s) => ({ row, line, s })));
  return {
    said: all.map(({ row, line, s }) => ({ line, ...s, answer: ask(action, row, s) })),
    stated: all.map(({ row, line, s }) => ({ line, ...s, answer: row.denial(s) })),
  };
}

const party: Situation = { actor: 'party', place: 'plenary', phase: 'open' };
const mediator: Situation = { actor: 'mediator', place: 'plenary', phase: 'open' };

describe('the policy table: role × action × placement × phase', () => {
  test.each(actions)('[POL-1] %s is allowed and denied exactly as stated', (action) => {
    const { said, stated } = compare(action);
    expect(said).toEqual(stated);
  });

  test('[POL-1] the table is not vacuous: each action is allowed to somebody and denied to somebody', () => {
    const oneSided = actions.filter((action) => {
      const answers = table[action].flatMap(({ denial }) => situations.map(denial));
      return answers.every((code) => code === null) || answers.every((code) => code !== null);
    });
    expect(oneSided).toEqual([]);
  });

  test('[POL-2] a stranger to the session is denied everything', () => {
    const state = stateOf(mediator);
    for (const action of actions) {
      for (const { target } of table[action]) {
        const verdict = can(state, participant('stranger'), action, target);
        expect(verdict).toEqual({ kind: 'deny', code: 'participant.unknown' });
      }
    }
  });

  test("[POL-3] nobody closes another person's producer", () => {
    const verdict = can(stateOf(mediator), x, 'media.unpublish', { producer: producer('camera') });
    expect(verdict).toEqual({ kind: 'deny', code: 'media.unknown' });
  });

  test('[POL-4] nobody hears themselves', () => {
    const verdict = can(stateOf(party), x, 'media.hear', { producer: producer('mine') });
    expect(verdict).toEqual({ kind: 'deny', code: 'participant.self' });
  });

  test('[POL-5] a producer of an earlier epoch is heard by nobody', () => {
    const later = evolve(stateOf(party), {
      type: 'participant.settled',
      participant: other,
      room: plenary,
      epoch: 2,
    });
    const verdict = can(later, x, 'media.hear', { producer: producer('camera') });
    expect(verdict).toEqual({ kind: 'deny', code: 'epoch.stale' });
  });

  test('[POL-6] a mediator cannot remove themselves by that action', () => {
    const verdict = can(stateOf(mediator), x, 'participant.remove', { participant: x });
    expect(verdict).toEqual({ kind: 'deny', code: 'participant.self' });
  });
});
