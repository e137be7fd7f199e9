import { replyOf } from '@parley/shared/errors';
import type { SessionView } from '@parley/shared/policy';
import { describe, expect, it } from 'vitest';
import type { LineState } from '../session/line-state.ts';
import { view } from './room/fixtures.test-support.ts';
import { isDone, screenOf } from './screen.ts';

const online: LineState = { kind: 'online' };
const at = (place: SessionView['place'], phase: SessionView['phase'] = { kind: 'open', since: 0 }) => ({
  line: online,
  view: view({ place, phase }),
  turnedAway: null,
});

describe('the screen a guest sees', () => {
  it('is the device check until they are ready, whatever the server says', () => {
    expect(screenOf({ line: { kind: 'connecting' }, view: null, turnedAway: null }, 'checking').kind).toBe(
      'check',
    );
  });

  it('is a pause until the server has answered', () => {
    expect(screenOf({ line: { kind: 'connecting' }, view: null, turnedAway: null }, 'entering').kind).toBe(
      'connecting',
    );
    expect(screenOf(at({ kind: 'outside' }), 'entering').kind).toBe('connecting');
  });

  it('follows the place the server says they are in', () => {
    expect(screenOf(at({ kind: 'waiting', since: 7 }), 'entered')).toMatchObject({ kind: 'lobby', since: 7 });
    expect(screenOf(at({ kind: 'moving', epoch: 1 }), 'entered').kind).toBe('room');
    expect(screenOf(at(view().place), 'entered').kind).toBe('room');
    expect(screenOf(at({ kind: 'left' }), 'entered').kind).toBe('left');
    expect(screenOf(at({ kind: 'refused', reason: 'later' }), 'entered')).toMatchObject({
      kind: 'refused',
      reason: 'later',
    });
    expect(screenOf(at({ kind: 'removed', reason: 'enough' }), 'entered')).toMatchObject({
      kind: 'removed',
      reason: 'enough',
    });
  });

  it('is the locked door wherever a press on «enter» met one, until it opens', () => {
    const turnedAway = replyOf('session.locked');
    expect(screenOf({ ...at({ kind: 'outside' }), turnedAway }, 'entered').kind).toBe('locked');
    expect(screenOf({ ...at({ kind: 'left' }), turnedAway }, 'entered').kind).toBe('locked');
    expect(screenOf(at({ kind: 'outside' }), 'entered').kind).toBe('recalled');
  });

  it('tells waiting in an adjourned session from waiting to be let in', () => {
    const adjourned = { kind: 'adjourned', note: 'at two' } as const;
    expect(screenOf(at({ kind: 'waiting', since: 7 }, adjourned), 'entered')).toMatchObject({
      kind: 'adjourned',
      note: 'at two',
    });
  });

  it('lets a mediator who waited walk in, once another has resumed', () => {
    const { view: mine, ...rest } = at({ kind: 'waiting', since: 7 });
    const conducting = { ...mine, powers: { ...mine.powers, conduct: true } };
    expect(screenOf({ ...rest, view: conducting }, 'entered').kind).toBe('resumed');
  });

  it('invites back whoever was recalled', () => {
    expect(screenOf(at({ kind: 'outside' }), 'entered').kind).toBe('recalled');
  });

  it('says that the line is over before anything else', () => {
    const error = replyOf('connection.superseded');
    expect(screenOf({ line: { kind: 'dropped', error }, view: view(), turnedAway: null }, 'entered')).toEqual(
      {
        kind: 'dropped',
        error,
      },
    );
  });

  it('keeps the room on screen while the line comes back', () => {
    const line: LineState = { kind: 'reconnecting', since: 0 };
    expect(screenOf({ line, view: view(), turnedAway: null }, 'entered').kind).toBe('room');
  });
});

describe('[GATE-29] whoever is at the machine next', () => {
  const dropped = (code: Parameters<typeof replyOf>[0]) => isDone({ kind: 'dropped', error: replyOf(code) });

  it('is not taken for somebody who left, was put out, goes on elsewhere, or whose link leads nowhere', () => {
    expect(isDone({ kind: 'left', view: view() })).toBe(true);
    expect(isDone({ kind: 'removed', view: view(), reason: '' })).toBe(true);
    expect(dropped('connection.superseded')).toBe(true);
    expect(dropped('link.revoked')).toBe(true);
    expect(dropped('link.expired')).toBe(true);
    expect(dropped('link.invalid')).toBe(true);
  });

  it('is who was there where they only wait, ask again or have to reload', () => {
    expect(isDone({ kind: 'refused', view: view(), reason: '' })).toBe(false);
    expect(isDone({ kind: 'locked', view: view() })).toBe(false);
    expect(isDone({ kind: 'adjourned', view: view(), note: '' })).toBe(false);
    expect(dropped('session.unknown')).toBe(false);
  });
});
