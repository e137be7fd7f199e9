import type { PersonView, SessionView } from '@parley/shared/policy';
import { describe, expect, it } from 'vitest';
import { person, view } from '../fixtures.test-support.ts';
import { isHeldBack, isLong, mayHaveTurn, minutesAndSeconds, standingIn } from './standing.ts';

type Interpretation = NonNullable<SessionView['interpretation']>;
type Turns = NonNullable<Interpretation['turns']>;

const me = person('me', { microphone: 'open' });
const anna = person('anna');
const interpreter = person('xu');
const quiet: Turns = {
  limitSeconds: 60,
  floor: null,
  lapsed: null,
  mayTake: true,
  mayPass: false,
  interpreted: true,
  hushed: true,
};

const seen = (turns: Turns | null, over: Partial<SessionView> = {}): SessionView =>
  view({
    me,
    people: [anna, interpreter],
    interpretation: {
      interpreters: [{ participant: interpreter.participant.id, languages: ['zh', 'en'] }],
      channels: [],
      turns,
      listens: null,
      listeners: null,
      mine: null,
    },
    ...over,
  });
const floor = (
  holder: PersonView,
  phase: 'speaking' | 'interpreting',
  over: Partial<Turns> = {},
): SessionView =>
  seen({
    ...quiet,
    mayTake: false,
    floor: { holder: holder.participant.id, phase, since: 1_000 },
    ...over,
  });
const stageOf = (shown: SessionView) => standingIn(shown)?.stage ?? null;

describe('whose turn it is', () => {
  it('is nobody’s question where people speak as they like', () => {
    expect([stageOf(view()), stageOf(seen(null))]).toEqual([null, null]);
  });

  it('is told of nobody, of me, and of somebody else by name', () => {
    expect(stageOf(seen(quiet))).toBe('nobody');
    expect(stageOf(floor(me, 'speaking', { hushed: false }))).toBe('mine');
    expect(standingIn(floor(anna, 'speaking'))).toMatchObject({ stage: 'speaking', holder: anna });
  });

  it('is told of what is interpreted: mine, for me to interpret, or another’s', () => {
    expect(stageOf(floor(me, 'interpreting'))).toBe('mineRendered');
    expect(stageOf(floor(anna, 'interpreting', { mayPass: true, hushed: false }))).toBe('render');
    expect(stageOf(floor(anna, 'interpreting'))).toBe('rendered');
  });

  it('goes on to an interpreter only where one is at hand', () => {
    expect(standingIn(seen(quiet))?.interpreted).toBe(true);
    expect(standingIn(seen({ ...quiet, interpreted: false }))?.interpreted).toBe(false);
  });

  it('is given to whoever may speak in this room, me included', () => {
    const observer = person('eve', {
      participant: { ...anna.participant, id: me.participant.id, role: 'observer' },
    });
    const outside = person('bo', { room: null, attendance: 'expected' });
    expect(mayHaveTurn(seen(quiet, { people: [anna, observer, outside] }))).toEqual([me, anna]);
  });
});

describe('an open microphone', () => {
  it('[TURN-1] is said to be held back, and why', () => {
    expect(standingIn(seen(quiet))?.held).toBe('nobody');
    expect(standingIn(floor(anna, 'speaking'))?.held).toBe('turn');
    expect(standingIn(floor(me, 'interpreting'))?.held).toBe('turn');
  });

  it('[TURN-1] is not said to be held back when it is not, or is closed, or nobody takes turns', () => {
    expect(standingIn(floor(me, 'speaking', { hushed: false }))?.held).toBeNull();
    expect(isHeldBack({ ...seen(quiet), me: person('me') })).toBe(false);
    expect(isHeldBack(seen(null))).toBe(false);
  });
});

describe('a long turn', () => {
  const mine = standingIn(floor(me, 'speaking', { hushed: false }));
  const theirs = standingIn(floor(anna, 'speaking'));
  if (mine === null || theirs === null) throw new Error('nobody speaks');

  it('[TURN-2] is told from the moment on that was set, to whoever speaks', () => {
    expect([isLong(mine, 60_999), isLong(mine, 61_000)]).toEqual([false, true]);
  });

  it('[TURN-2] is told to nobody else', () => {
    expect(isLong(theirs, 1_000_000)).toBe(false);
  });

  it('is shown in minutes and seconds, never less than none', () => {
    expect([65_999, 600_000, -5].map(minutesAndSeconds)).toEqual(['1:05', '10:00', '0:00']);
  });
});
