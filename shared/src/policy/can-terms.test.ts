import { describe, expect, test } from 'vitest';
import {
  first,
  isConductor,
  judge,
  never,
  notPutOut,
  placed,
  type TermRows,
  unless,
} from './table/testing.ts';

const isInterpreter = (actor: string): boolean => actor.startsWith('interpreter');
const interprets = unless((s) => isInterpreter(s.actor), 'role.not-allowed');
const conducting = ['mediator', 'co-mediator', 'lead'];
const reads = first(
  unless((s) => isInterpreter(s.actor) || conducting.includes(s.actor), 'role.not-allowed'),
  (s) => (isInterpreter(s.actor) ? null : notPutOut(s)),
  placed,
);
const conductors = (code: 'term.unknown' | 'role.not-allowed') => unless(isConductor, code);

const table: TermRows = {
  'glossary.read': [{ target: {}, denial: reads }],
  'glossary.count': [
    {
      target: {},
      denial: first(
        unless((s) => conducting.includes(s.actor), 'role.not-allowed'),
        notPutOut,
        placed,
      ),
    },
  ],
  'term.keep': [{ target: {}, denial: first(interprets, placed) }],
  'term.see': [
    { target: { standing: 'case', mine: false }, denial: reads },
    { target: { standing: 'own', mine: true }, denial: reads },
    { target: { standing: 'own', mine: false }, denial: first(reads, never('term.unknown')) },
    { target: { standing: 'suggested', mine: true }, denial: reads },
    { target: { standing: 'suggested', mine: false }, denial: first(reads, conductors('term.unknown')) },
  ],
  'term.put': [
    { target: { standing: 'own', mine: true, to: 'suggested' }, denial: reads },
    { target: { standing: 'suggested', mine: true, to: 'own' }, denial: reads },
    { target: { standing: 'own', mine: true, to: 'gone' }, denial: reads },
    { target: { standing: 'own', mine: true, to: 'case' }, denial: first(reads, never('role.not-allowed')) },
    {
      target: { standing: 'own', mine: false, to: 'suggested' },
      denial: first(reads, never('term.unknown')),
    },
    {
      target: { standing: 'suggested', mine: false, to: 'case' },
      denial: first(reads, conductors('term.unknown')),
    },
    {
      target: { standing: 'suggested', mine: false, to: 'own' },
      denial: first(reads, conductors('term.unknown')),
    },
    {
      target: { standing: 'suggested', mine: true, to: 'case' },
      denial: first(reads, conductors('role.not-allowed')),
    },
    {
      target: { standing: 'suggested', mine: false, to: 'gone' },
      denial: first(reads, conductors('term.unknown'), never('role.not-allowed')),
    },
    {
      target: { standing: 'case', mine: false, to: 'gone' },
      denial: first(reads, never('role.not-allowed')),
    },
    { target: { standing: 'case', mine: true, to: 'own' }, denial: first(reads, never('role.not-allowed')) },
  ],
};

describe('the policy table, terms: role × action × placement × phase', () => {
  test.each(judge(table))(
    '[POL-1] [TERM-2] [TERM-3] [TERM-4] [TERM-6] $action is allowed and denied exactly as stated',
    ({ said, stated }) => {
      expect(said()).toEqual(stated);
    },
  );

  test.each(judge(table))('[POL-2] $action is denied to a stranger to the session', ({ toStranger }) => {
    for (const verdict of toStranger) expect(verdict).toEqual({ kind: 'deny', code: 'participant.unknown' });
  });
});
