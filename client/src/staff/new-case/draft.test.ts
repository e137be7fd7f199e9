import { MOST_PEOPLE } from '@parley/shared/session';
import { expect, test } from 'vitest';
import { canAddPerson, freshDraft, namesIn, roomFor, withObservers } from './draft.ts';

const draft = freshDraft({ kind: 'people', organisation: '', mediator: 'Chen', language: 'en' });

test('a pasted list has a name on each line that is not empty', () => {
  expect(namesIn(' Li  Wei\r\n\n\t\nZhou\n')).toEqual(['Li Wei', 'Zhou']);
  expect(namesIn('')).toEqual([]);
});

test('[SES-24] an audience comes after the others, each with a key of their own, and no more than there is room for', () => {
  const few = withObservers(draft, ['Li', 'Zhou'], 'zh');
  expect(few.people.slice(-2)).toMatchObject([
    { name: 'Li', role: 'observer', side: null, languages: ['zh'] },
    { name: 'Zhou' },
  ]);
  const full = withObservers(draft, Array(MOST_PEOPLE).fill('Li'), 'zh');
  expect(full.people).toHaveLength(MOST_PEOPLE);
  expect(new Set(full.people.map(({ key }) => key)).size).toBe(MOST_PEOPLE);
  expect([roomFor(full), canAddPerson(full)]).toEqual([0, false]);
});
