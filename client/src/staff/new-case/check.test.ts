import { expect, it } from 'vitest';
import { checkCase } from './check.ts';
import {
  type CaseDraft,
  changePerson,
  freshDraft,
  mayGo,
  nameSide,
  withoutPerson,
  withoutSide,
  withPerson,
  withSide,
} from './draft.ts';

const fresh = freshDraft({
  kind: 'commercial',
  organisation: '浦东调解中心',
  mediator: '陈静',
  language: 'zh-CN',
});
const [applicant, respondent] = fresh.sides;
const [li, zhou, mediator] = fresh.people;
if (!applicant || !respondent || !li || !zhou || !mediator)
  throw new Error('a fresh draft has its start rows');

const named = changePerson(
  changePerson({ ...fresh, title: '货款纠纷' }, li.key, { name: '李明' }),
  zhou.key,
  { name: '周洋' },
);
const problemsOf = (draft: CaseDraft): Record<string, string> => {
  const checked = checkCase(draft);
  return checked.ok
    ? {}
    : Object.fromEntries([...checked.problems].map(([field, { kind }]) => [field, kind]));
};

it('starts with oneself as the mediator and a party on either side, and asks for the rest at its fields', () => {
  expect(problemsOf(fresh)).toEqual({
    title: 'missing',
    [`name.${li.key}`]: 'missing',
    [`name.${zhou.key}`]: 'missing',
  });
});

it('makes a case the server takes, with the people on the sides they were put on', () => {
  const withCounsel = withPerson(named, { role: 'counsel', side: respondent.id }, 'en');
  const draft = changePerson(withCounsel, withCounsel.people.at(-1)?.key ?? '', { name: 'Emma Finch' });
  const checked = checkCase(nameSide(draft, respondent.id, '海港公司'));
  expect(checked).toEqual({
    ok: true,
    value: {
      title: '货款纠纷',
      kind: 'commercial',
      organisation: '浦东调解中心',
      sides: [
        { kind: 'applicant', name: '李明' },
        { kind: 'respondent', name: '海港公司' },
      ],
      people: [
        { role: 'party', side: 0, name: '李明', languages: ['zh-CN'] },
        { role: 'party', side: 1, name: '周洋', languages: ['zh-CN'] },
        { role: 'mediator', name: '陈静', languages: ['zh-CN'] },
        { role: 'counsel', side: 1, name: 'Emma Finch', languages: ['en'] },
      ],
    },
  });
});

it('puts an interpreter on the side that brings them along, or on none', () => {
  const brought = withPerson(named, { role: 'interpreter', side: respondent.id }, 'en');
  const both = withPerson(brought, { role: 'interpreter', side: null }, 'en');
  const [theirs, neutral] = both.people.slice(-2);
  const draft = [theirs, neutral].reduce(
    (all, each, index) => changePerson(all, each?.key ?? '', { name: `翻译${index}` }),
    both,
  );
  const checked = checkCase(draft);
  expect(checked.ok && checked.value.people.slice(-2)).toEqual([
    { role: 'interpreter', side: 1, name: '翻译0', languages: ['en'] },
    { role: 'interpreter', side: null, name: '翻译1', languages: ['en'] },
  ]);
});

it('takes a co-mediator beside the mediator, not in their stead', () => {
  const draft = withPerson(named, { role: 'co-mediator', side: null }, 'zh-CN');
  const helper = draft.people.at(-1);
  const checked = checkCase(changePerson(draft, helper?.key ?? '', { name: '林澜' }));
  expect(checked.ok && checked.value.people.at(-1)).toMatchObject({ role: 'co-mediator', name: '林澜' });
  expect(mayGo(draft, mediator)).toBe(false);
  expect(helper !== undefined && mayGo(draft, helper)).toBe(true);
});

it('asks for the name of a side nobody can lend one to', () => {
  expect(problemsOf(withoutPerson(named, zhou.key))).toEqual({ [`side.${respondent.id}`]: 'missing' });
  const further = withSide(named, 'zh-CN');
  const third = further.sides[2];
  const member = further.people.at(-1);
  if (third === undefined || member === undefined) throw new Error('a further side comes with a party');
  expect(problemsOf(changePerson(further, member.key, { name: '吴涛' }))).toEqual({
    [`side.${third.id}`]: 'missing',
  });
});

it('keeps people on their side when a side before theirs goes', () => {
  const two = withSide(withSide(named, 'zh-CN'), 'zh-CN');
  const [, , third, fourth] = two.sides;
  if (third === undefined || fourth === undefined) throw new Error('two further sides');
  const last = two.people.at(-1)?.key ?? '';
  const draft = changePerson(nameSide(withoutSide(two, third.id), fourth.id, '保险公司'), last, {
    name: '吴涛',
  });
  const checked = checkCase(draft);
  expect(checked.ok && checked.value.people.find(({ name }) => name === '吴涛')).toMatchObject({ side: 2 });
  expect(draft.people.some(({ side }) => side === third.id)).toBe(false);
});

it('says what is too long, what cannot be shown and who speaks no language', () => {
  const draft = changePerson(
    changePerson({ ...named, title: '字'.repeat(121) }, li.key, { name: '李\u202e明' }),
    zhou.key,
    { languages: [] },
  );
  expect(problemsOf(draft)).toEqual({
    title: 'long',
    [`name.${li.key}`]: 'unreadable',
    [`languages.${zhou.key}`]: 'missing',
  });
});

it('keeps the last mediator', () => {
  expect(mayGo(named, mediator)).toBe(false);
  expect(mayGo(withPerson(named, { role: 'mediator', side: null }, 'zh-CN'), mediator)).toBe(true);
  expect(mayGo(named, li)).toBe(true);
});

it('never gives a new person the key of one who went', () => {
  const first = withPerson(named, { role: 'observer', side: null }, 'en');
  const key = first.people.at(-1)?.key ?? '';
  const again = withPerson(withoutPerson(first, key), { role: 'observer', side: null }, 'en');
  expect(again.people.at(-1)?.key).not.toBe(key);
});
