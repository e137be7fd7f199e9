import type { PersonView } from '@parley/shared/policy';
import { describe, expect, it } from 'vitest';
import { boardOf, caucusCard, person, powers } from '../fixtures.test-support.ts';
import { coMediator, conducted, mediator, neutral, party } from './board.test-support.ts';
import { offersIn } from './offers.ts';

const counsel = (id: string, side: 'a' | 'r'): PersonView => {
  const plain = party(id, side);
  return { ...plain, participant: { ...plain.participant, role: 'counsel' } as PersonView['participant'] };
};
const interpreter = (id: string, languages: PersonView['participant']['languages']): PersonView => {
  const { id: own, name } = person(id).participant;
  return neutral(id, { participant: { id: own, name, languages, role: 'interpreter', side: null } });
};
const speaks = (whoever: PersonView, ...languages: PersonView['participant']['languages']): PersonView => ({
  ...whoever,
  participant: { ...whoever.participant, languages },
});
const board = (interpreters: readonly PersonView[]) =>
  boardOf({
    interpreters: interpreters.map(({ participant: { id, languages } }) => ({
      participant: id,
      languages,
      bound: { to: 'session' },
    })),
  });

const li = party('li', 'a');
const wang = counsel('wang', 'a');
const zhou = party('zhou', 'r');
const ou = counsel('ou', 'r');

/** Each group in a line: what it is of, and every offer with its people. */
const listed = (view: Parameters<typeof offersIn>[0]): readonly string[] =>
  offersIn(view).map(({ of, offers }) => {
    const each = offers.map(
      ({ kind, people }) => `${kind} ${people.map(({ participant }) => participant.name).join('+')}`,
    );
    return `${typeof of === 'string' ? of : of.kind}: ${each.join(', ')}`;
  });

describe('whom one is likely to want to speak with', () => {
  it('is the parties of all sides, their counsel, and each person alone', () => {
    expect(listed(conducted([li, wang, zhou, ou]))).toEqual([
      'across: parties li+zhou, counsel wang+ou',
      'applicant: one li, one wang',
      'respondent: one zhou, one ou',
    ]);
  });

  it('is of a side those who are parties, and those who are counsel, where they are several', () => {
    const [wife, clerk] = [party('wife', 'a'), counsel('clerk', 'a')];
    expect(listed(conducted([li, wife, wang, clerk]))).toEqual([
      'applicant: parties-of li+wife, counsel-of wang+clerk, one li, one wife, one wang, one clerk',
    ]);
  });

  it('is no whole side, for which there is a press of its own', () => {
    expect(listed(conducted([li, zhou]))).toEqual(['across: parties li+zhou']);
  });

  it('is whoever I do not share a language with, together with who interprets it', () => {
    const sato = interpreter('sato', ['en', 'x']);
    const arab = interpreter('arab', ['ar', 'x']);
    const me = speaks(mediator(), 'x');
    const foreign = [speaks(zhou, 'en'), speaks(ou, 'x')];
    const view = conducted([speaks(li, 'x'), ...foreign, sato, arab], [], { me, board: board([sato, arab]) });
    expect(listed(view)).toEqual([
      'across: parties li+zhou',
      'respondent: interpreted zhou+ou+sato, interpreted zhou+sato, one zhou, one ou',
      'neutral: interpreters sato+arab, one sato, one arab',
    ]);
  });

  it('is each of those who stand with nobody', () => {
    const recorder = neutral('gao');
    expect(listed(conducted([li, recorder, coMediator('lin')]))).toEqual(['neutral: one lin, one gao']);
  });

  it('is nobody who is not in a room, and no equal whom only whoever presides moves', () => {
    const waiting = counsel('wang', 'a');
    const lin = coMediator('lin');
    const people = [li, { ...waiting, attendance: 'waiting', room: null } as const, lin];
    expect(listed(conducted(people, [], { powers: { ...powers, conduct: true } }))).toEqual([]);
  });

  it('is nobody who is in a caucus of just these already, with me or without', () => {
    const talk = caucusCard('caucus-first', { openedAt: 1 });
    const inside = { ...wang, room: talk.id };
    const offered = ['across: parties li+zhou', 'applicant: one li'];
    expect(listed(conducted([li, inside, zhou], [talk]))).toEqual(offered);
    const me = mediator('me', { room: talk.id });
    expect(listed(conducted([li, inside, zhou], [talk], { me }))).toEqual(offered);
  });
});
