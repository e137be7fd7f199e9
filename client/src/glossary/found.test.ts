import { describe, expect, it } from 'vitest';
import { found } from './found.ts';

const term = (en: string, zh: string, note = '') => ({ texts: { en, zh }, note });
const terms = [
  term('retention money', '质保金', 'not “deposit”'),
  term('snag list', '整改清单'),
  term('Café lease', '咖啡店租约'),
];
const names = (search: string) => found(terms, search).map(({ texts }) => texts.en);

describe('searching terms', () => {
  it('finds words in any language and in the note, in any order and case', () => {
    expect(names('质保')).toEqual(['retention money']);
    expect(names('MONEY ret')).toEqual(['retention money']);
    expect(names('deposit')).toEqual(['retention money']);
    expect(names('cafe')).toEqual(['Café lease']);
    expect(names('money 整改')).toEqual([]);
  });

  it('shows all while nothing is searched for', () => {
    expect(names('  ')).toHaveLength(3);
  });
});
