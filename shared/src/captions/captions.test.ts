import { describe, expect, test } from 'vitest';
import { isWholeWithin, readable, SessionView } from '../policy/index.ts';
import { create, evolve } from '../session/evolve.ts';
import { by, created, participant, room } from '../session/testing.ts';
import { type Captioned, captionId, withRecorder } from './testing.ts';

const { plenary } = created;
const ids = (...names: readonly string[]) => names.map(participant).sort();
const captionsOf = (scenario: Captioned, name: string) => scenario.viewOf(name).captions;
const kept = (scenario: Captioned) =>
  scenario.events.flatMap((event, index) =>
    event.type === 'caption.said' ? [{ ...event.line, seq: index + 1 }] : [],
  );

describe('who types', () => {
  test('[CAP-1] the recorder does, and nobody else', () => {
    const scenario = withRecorder();
    expect(scenario.say('recorder')).toBeNull();
    for (const name of ['mediator', 'second', 'party', 'counsel', 'interpreter', 'observer']) {
      expect([name, scenario.say(name)]).toEqual([name, 'captions.not-yours']);
    }
  });

  test('[CAP-1] whom who conducts has named does, until they are named no more', () => {
    const scenario = withRecorder();
    const name = { type: 'captioner.name', participant: participant('interpreter') } as const;
    expect(scenario.ask('party', { ...name, named: true })).toBe('role.not-allowed');
    expect(scenario.ask('second', { ...name, named: true })).toBeNull();
    expect(scenario.say('interpreter')).toBeNull();
    scenario.ask('mediator', { ...name, named: false });
    expect(scenario.say('interpreter')).toBe('captions.not-yours');
  });

  test('[CAP-1] nobody who does not exist is named', () => {
    const wish = { type: 'captioner.name', participant: participant('nobody'), named: true } as const;
    expect(withRecorder().ask('mediator', wish)).toBe('participant.unknown');
  });

  test('[CAP-1] on the way between rooms nothing is typed', () => {
    const scenario = withRecorder();
    scenario.do(
      {
        type: 'caucus.open',
        room: room('apart'),
        title: 'Apart',
        participants: [participant('recorder')],
        minutes: null,
        mixing: [],
      },
      by('mediator'),
    );
    expect(scenario.say('recorder')).toBe('room.not-settled');
  });

  test('[CAP-4] what is typed for the room of before is denied', () => {
    const scenario = withRecorder();
    const epoch = scenario.epochOf('recorder');
    scenario.caucus('apart', 'recorder', 'party');
    expect(scenario.say('recorder', { epoch })).toBe('epoch.stale');
    expect(scenario.say('recorder', { epoch: epoch + 5 })).toBe('epoch.stale');
    expect(scenario.say('recorder')).toBeNull();
  });
});

describe('who is told', () => {
  test('[CAP-2] those in the room who read its language, and nobody else', () => {
    const scenario = withRecorder();
    const apart = scenario.caucus('apart', 'recorder', 'party', 'counsel');
    for (const name of ['party', 'respondent', 'mediator', 'observer']) scenario.read(name, 'en');
    scenario.read('counsel', 'zh');
    const began = scenario.state.seq + 1;
    expect(scenario.toldOf(apart, began)).toEqual(ids('party'));
    expect(scenario.toldOf(apart, began, 'zh')).toEqual(ids('counsel'));
    expect(scenario.toldOf(plenary, began)).toEqual(ids('respondent', 'mediator', 'observer'));
  });

  test('[CAP-2] whoever comes while a line is being typed is not told what was typed before', () => {
    const scenario = withRecorder();
    const apart = scenario.caucus('apart', 'recorder', 'party');
    for (const name of ['party', 'counsel']) scenario.read(name, 'en');
    const began = scenario.state.seq + 1;
    scenario.bring(apart, 'counsel');
    scenario.later(3_000).do({ type: 'entry.due', participant: participant('counsel') }, { kind: 'server' });
    scenario.settle();
    expect(scenario.where('counsel')).toBe(apart);
    expect(scenario.toldOf(apart, began)).toEqual(ids('party'));
    expect(scenario.toldOf(apart, scenario.state.seq + 1)).toEqual(ids('party', 'counsel'));
  });

  test('[CAP-2] whoever goes out and comes back is not told the line they left', () => {
    const scenario = withRecorder();
    scenario.read('party', 'en');
    const began = scenario.state.seq + 1;
    const apart = scenario.caucus('apart', 'party');
    scenario.do({ type: 'caucus.close', room: apart }, by('mediator'));
    scenario.bring(plenary, 'party');
    scenario.settle();
    expect(scenario.where('party')).toBe(plenary);
    expect(scenario.toldOf(plenary, began)).not.toContain(participant('party'));
  });

  test('[CAP-3] a choice follows through rooms, and outlasts leaving and coming back', () => {
    const scenario = withRecorder();
    scenario.read('party', 'en');
    scenario.caucus('apart', 'party');
    expect(captionsOf(scenario, 'party')?.reads).toBe('en');
    scenario.do({ type: 'session.leave' }, by('party'));
    expect(scenario.read('party', 'zh')).toBe('room.not-in');
    scenario.arrive('party');
    expect(captionsOf(scenario, 'party')?.reads).toBe('en');
    scenario.read('party', null);
    expect(captionsOf(scenario, 'party')?.reads).toBeNull();
  });
});

describe('what is kept', () => {
  test('[CAP-5] nothing, unless who presides has it kept', () => {
    const scenario = withRecorder();
    const { length } = scenario.events;
    scenario.say('recorder');
    expect(scenario.events).toHaveLength(length);
    expect(scenario.ask('second', { type: 'transcripts.keep', kept: true })).toBe('role.not-allowed');
    expect(scenario.ask('mediator', { type: 'transcripts.keep', kept: true })).toBeNull();
    scenario.say('recorder', { text: 'Kept.' });
    scenario.ask('mediator', { type: 'transcripts.keep', kept: false });
    scenario.say('recorder', { text: 'Not kept.' });
    expect(kept(scenario).map(({ text }) => text)).toEqual(['Kept.']);
  });

  test('[CAP-5] a line that is not done, or was taken back, is no event', () => {
    const scenario = withRecorder();
    scenario.ask('mediator', { type: 'transcripts.keep', kept: true });
    const { length } = scenario.events;
    scenario.say('recorder', { done: false });
    scenario.say('recorder', { text: '' });
    expect(scenario.events).toHaveLength(length);
  });

  test('[CAP-5] it is of the room and the epoch it was said in', () => {
    const scenario = withRecorder();
    scenario.ask('mediator', { type: 'transcripts.keep', kept: true });
    const apart = scenario.caucus('apart', 'recorder', 'party');
    scenario.say('recorder', { language: 'zh', text: '明天继续。' });
    expect(kept(scenario)).toMatchObject([
      {
        id: captionId('line'),
        room: apart,
        epoch: scenario.epochOf('recorder'),
        by: participant('recorder'),
        language: 'zh',
        text: '明天继续。',
      },
    ]);
  });

  test('[CAP-6] it is for those whose history of the room has the whole line', () => {
    const scenario = withRecorder();
    scenario.ask('mediator', { type: 'transcripts.keep', kept: true });
    const apart = scenario.caucus('apart', 'recorder', 'party');
    const began = scenario.state.seq + 1;
    scenario.bring(apart, 'counsel');
    scenario.later(3_000).do({ type: 'entry.due', participant: participant('counsel') }, { kind: 'server' });
    scenario.settle();
    scenario.say('recorder', { began });
    const [line] = kept(scenario);
    const reads = (name: string): boolean =>
      line !== undefined &&
      isWholeWithin(readable(scenario.state, participant(name), apart), { began, ended: line.seq });
    expect([reads('party'), reads('counsel'), reads('mediator'), reads('respondent')]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(isWholeWithin([{ from: 3, to: 9, which: 'all' }], { began: 5, ended: 8 })).toBe(true);
    // And not to whoever left before it was done.
    expect(isWholeWithin([{ from: 3, to: 9, which: 'all' }], { began: 5, ended: 9 })).toBe(false);
    expect(isWholeWithin([{ from: 3, to: 9, which: 'told' }], { began: 5, ended: 7 })).toBe(false);
    expect(isWholeWithin([{ from: 3, to: null, which: 'all' }], { began: 4, ended: 7 })).toBe(true);
  });

  test('a log from before there were captions replays to nobody reading any, and none kept', () => {
    const state = evolve(create(created), { type: 'session.opened', at: 1 });
    expect(state.transcripts).toBe(false);
    expect([...state.people.values()].every(({ reads }) => reads === null)).toBe(true);
  });
});

describe('who knows of it', () => {
  test('[CAP-7] everyone is told who types here and whether it is kept', () => {
    const scenario = withRecorder();
    const apart = { captioners: [], kept: false };
    expect(captionsOf(scenario, 'party')).toMatchObject({ captioners: ids('recorder'), mayWrite: false });
    expect(captionsOf(scenario, 'recorder')?.mayWrite).toBe(true);
    scenario.caucus('apart', 'party', 'counsel');
    expect(captionsOf(scenario, 'party')).toMatchObject(apart);
    scenario.ask('mediator', { type: 'transcripts.keep', kept: true });
    expect(captionsOf(scenario, 'party')?.kept).toBe(true);
    expect(captionsOf(scenario, 'respondent')?.kept).toBe(true);
    expect(scenario.viewOf('mediator').board).toMatchObject({ transcripts: true, captioners: [] });
  });

  test('[CAP-7] how many read is told to those who type or conduct, of their own room', () => {
    const scenario = withRecorder();
    scenario.caucus('apart', 'party', 'counsel');
    scenario.read('respondent', 'en');
    scenario.read('observer', 'en');
    scenario.read('party', 'zh');
    const readers = [{ language: 'en', count: 2 }];
    expect(captionsOf(scenario, 'recorder')?.readers).toEqual(readers);
    scenario.read('recorder', 'en');
    expect(captionsOf(scenario, 'recorder')?.readers).toEqual(readers);
    scenario.read('recorder', null);
    expect(captionsOf(scenario, 'mediator')?.readers).toEqual(readers);
    expect(captionsOf(scenario, 'respondent')?.readers).toBeNull();
  });

  test('[CAP-7] what is chosen, named and typed in a room changes nothing that anyone outside is shown', () => {
    const scenario = withRecorder();
    scenario.caucus('apart', 'recorder', 'party', 'counsel');
    const outside = ['respondent', 'interpreter', 'observer'];
    const before = outside.map((name) => JSON.stringify(scenario.viewOf(name)));
    scenario.read('party', 'en');
    scenario.read('counsel', 'zh');
    scenario.ask('mediator', { type: 'captioner.name', participant: participant('party'), named: true });
    scenario.say('recorder');
    scenario.say('party');
    expect(outside.map((name) => JSON.stringify(scenario.viewOf(name)))).toEqual(before);
  });

  test('[VIEW-7] views with captions are of the protocol’s shape', () => {
    const scenario = withRecorder();
    for (const name of ['mediator', 'party', 'recorder']) {
      const view = scenario.viewOf(name);
      expect(SessionView.parse(view)).toEqual(view);
    }
  });
});
