import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../errors/index.ts';
import type { RoomId } from '../ids.ts';
import type { Outlet } from '../interpreting/outlet.ts';
import { audience, can, captionedVoice, hasComeSince, isStillSaid } from '../policy/index.ts';
import { by, created, participant, peer, producer, server } from '../session/testing.ts';
import { CaptionsEvent } from './events.ts';
import { isUnderstood } from './understood.ts';
import { type Captioned, captionId, withRecorder } from './testing.ts';

const { plenary } = created;
const ear = peer('ear');
const voice = producer('voice');

const provide = (
  scenario: Captioned,
  provided: boolean,
  languages: readonly string[] | null = null,
): ErrorCode | null => scenario.do({ type: 'captions.provide', provided, languages }, server);
const automate = (scenario: Captioned, on: boolean, name = 'mediator', room: RoomId = plenary) =>
  scenario.ask(name, { type: 'captions.automate', room, ear: on ? ear : null });
const hear = (scenario: Captioned, language = 'zh', saidAt: number | null = null) =>
  scenario.do(
    {
      type: 'caption.hear',
      id: captionId('heard'),
      producer: voice,
      language,
      text: '我们付了款。',
      began: scenario.state.seq + 1,
      saidAt,
      done: true,
    },
    server,
  );
const earIn = ({ state }: Captioned) => {
  const { peers, edges } = audience(state);
  return {
    at: peers.find((each) => each.peer === ear)?.at ?? null,
    hears: edges.flatMap((edge) => (edge.listener === ear ? [edge.producer] : [])),
  };
};

/** The joint session is written along, and this person speaks in it. */
function speaking(name = 'party'): Captioned {
  const scenario = withRecorder();
  provide(scenario, true);
  automate(scenario, true);
  scenario.do(
    { type: 'media.publish', producer: voice, source: 'microphone', epoch: scenario.epochOf(name) },
    by(name),
  );
  return scenario;
}

/** The server reports whether what turns speech into text answers, of what it listens to in a room by an ear. */
const stall = (
  scenario: Captioned,
  stalled: boolean,
  { room = plenary, by: at = ear } = {},
): ErrorCode | null => scenario.do({ type: 'captions.stall', room, ear: at, stalled }, server);
const isStalled = (scenario: Captioned, name: string) => scenario.viewOf(name).captions?.stalled;

describe('captions that have stopped', () => {
  test('[CAP-19] everyone in the room is told, and that they are back', () => {
    const scenario = speaking();
    stall(scenario, true);
    for (const name of ['mediator', 'party', 'respondent', 'observer', 'recorder']) {
      expect([name, isStalled(scenario, name)]).toEqual([name, true]);
    }
    stall(scenario, false);
    expect(isStalled(scenario, 'party')).toBe(false);
  });

  test('[CAP-19] nobody elsewhere is told, and nothing is said of where nothing is written along', () => {
    const scenario = speaking();
    const apart = scenario.caucus('apart', 'party', 'counsel');
    const before = JSON.stringify(scenario.viewOf('party'));
    stall(scenario, true);
    expect(JSON.stringify(scenario.viewOf('party'))).toBe(before);
    const { length } = scenario.events;
    stall(scenario, true, { room: apart });
    expect(scenario.events).toHaveLength(length);
    expect(JSON.stringify(scenario.viewOf('party'))).toBe(before);
  });

  test('[CAP-19] of an ear that is gone nothing is said any more, and another begins anew', () => {
    const scenario = speaking();
    stall(scenario, true, { by: peer('another') });
    expect(isStalled(scenario, 'party')).toBe(false);
    stall(scenario, true);
    automate(scenario, false);
    expect(isStalled(scenario, 'party')).toBe(false);
    automate(scenario, true);
    expect(isStalled(scenario, 'party')).toBe(false);
    stall(scenario, true);
    provide(scenario, false);
    provide(scenario, true);
    automate(scenario, true);
    expect(isStalled(scenario, 'party')).toBe(false);
  });

  test('[CAP-19] it is said once, and holds through a restart', () => {
    const scenario = speaking();
    stall(scenario, true);
    const { length } = scenario.events;
    stall(scenario, true);
    expect(scenario.events).toHaveLength(length);
    scenario.do({ type: 'server.restarted', held: [] }, server);
    expect(scenario.state.stalled.has(plenary)).toBe(true);
  });

  test('[CAP-19] with a caucus it is forgotten', () => {
    const scenario = speaking();
    const apart = scenario.caucus('apart', 'party');
    automate(scenario, true, 'mediator', apart);
    stall(scenario, true, { room: apart });
    expect(scenario.state.stalled.size).toBe(1);
    scenario.do({ type: 'caucus.close', room: apart }, by('mediator'));
    expect(scenario.state.stalled.size).toBe(0);
  });
});

describe('automatic captions', () => {
  test('[CAP-16] are switched on by who conducts, where the server can, and only there', () => {
    const scenario = withRecorder();
    expect(automate(scenario, true)).toBe('captions.unavailable');
    provide(scenario, true);
    expect(automate(scenario, true, 'party')).toBe('role.not-allowed');
    expect(automate(scenario, true, 'recorder')).toBe('role.not-allowed');
    expect(automate(scenario, true, 'second')).toBeNull();
    expect(scenario.viewOf('party').captions?.automatic).toBe(true);
    expect(automate(scenario, false)).toBeNull();
    expect(scenario.viewOf('party').captions?.automatic).toBe(false);
  });

  test('[CAP-16] a server that cannot any more listens no more', () => {
    const scenario = speaking();
    provide(scenario, false);
    expect(earIn(scenario)).toEqual({ at: null, hears: [] });
    expect(automate(scenario, false)).toBeNull();
  });

  test('[CAP-22] a voice in a language that is not understood is given to nobody', () => {
    const scenario = speaking();
    provide(scenario, true, ['en']);
    expect(earIn(scenario).hears).toEqual([]);
    expect(captionedVoice(scenario.state, voice)).toBeNull();
    expect(hear(scenario)).toBe('epoch.stale');
    provide(scenario, true, ['en', 'zh']);
    expect(earIn(scenario).hears).toEqual([voice]);
    expect(hear(scenario)).toBeNull();
  });

  test('[CAP-22] nor what is interpreted into one', () => {
    const scenario = speaking('interpreter');
    provide(scenario, true, ['zh']);
    const epoch = scenario.epochOf('interpreter');
    const direct = (language: string) =>
      scenario.do(
        { type: 'interpreter.direct', outlet: { to: 'channel', language }, epoch },
        by('interpreter'),
      );
    direct('zh');
    expect(earIn(scenario).hears).toEqual([voice]);
    direct('en');
    expect(earIn(scenario).hears).toEqual([]);
  });

  test('[CAP-22] everyone in the room can tell which are understood, and it is stored once', () => {
    const scenario = speaking();
    provide(scenario, true, ['en']);
    for (const name of ['mediator', 'party', 'observer']) {
      expect([name, scenario.viewOf(name).captions?.understood]).toEqual([name, ['en']]);
    }
    const { length } = scenario.events;
    provide(scenario, true, ['en']);
    expect(scenario.events).toHaveLength(length);
  });

  test.each([
    [null, 'ar', true],
    [['zh'], 'zh', true],
    [['zh'], 'zh-HK', true],
    [['zh-HK'], 'zh', false],
    [[], 'en', false],
  ])('[CAP-22] of a server that understands %j, %s is understood: %s', (understood, language, is) => {
    expect(isUnderstood(understood, language)).toBe(is);
  });

  test('[CAP-22] what was stored before languages were named means any', () => {
    const old: unknown = { type: 'captions.provided', provided: true };
    expect(CaptionsEvent.parse(old)).toMatchObject({ languages: null });
  });

  test('[CAP-11] everyone in the room is told, and nobody elsewhere', () => {
    const scenario = withRecorder();
    provide(scenario, true);
    scenario.caucus('apart', 'party', 'counsel');
    const before = JSON.stringify(scenario.viewOf('party'));
    automate(scenario, true);
    for (const name of ['mediator', 'respondent', 'observer', 'recorder']) {
      expect([name, scenario.viewOf(name).captions?.automatic]).toEqual([name, true]);
    }
    expect(JSON.stringify(scenario.viewOf('party'))).toBe(before);
  });

  test('[CAP-12] the ear stands in its room and is joined to what is said there', () => {
    const scenario = speaking();
    expect(earIn(scenario)).toEqual({ at: { room: plenary, epoch: 0 }, hears: [voice] });
    scenario.caucus('apart', 'party');
    expect(earIn(scenario).hears).toEqual([]);
  });

  test('[AUD-8] an ear that is opened while somebody’s line is lost hears them once it is back', () => {
    const scenario = speaking();
    scenario.drop('party');
    expect(earIn(scenario).hears).toEqual([voice]);
    automate(scenario, false);
    automate(scenario, true);
    expect(earIn(scenario).hears).toEqual([]);
    scenario.connect('party');
    expect(earIn(scenario).hears).toEqual([voice]);
  });

  test('[CAP-12] with a caucus its ear is gone', () => {
    const scenario = withRecorder();
    provide(scenario, true);
    const apart = scenario.caucus('apart', 'party');
    automate(scenario, true, 'mediator', apart);
    expect(earIn(scenario).at).toEqual({ room: apart, epoch: 0 });
    scenario.do({ type: 'caucus.close', room: apart }, by('mediator'));
    expect(earIn(scenario).at).toBeNull();
  });

  test('[CAP-13] what comes of a voice that has gone elsewhere, or in another language, is denied', () => {
    const scenario = speaking();
    expect(hear(scenario)).toBeNull();
    expect(hear(scenario, 'en')).toBe('epoch.stale');
    scenario.caucus('apart', 'party');
    expect(hear(scenario)).toBe('epoch.stale');
  });

  test('[CAP-17] somebody has come since a line was begun exactly when it is not for everyone in the room', () => {
    const scenario = speaking();
    const apart = scenario.caucus('apart', 'party', 'counsel');
    for (const name of ['party', 'counsel']) scenario.read(name, 'en');
    const { state } = scenario;
    const came = Math.max(
      ...['party', 'counsel'].map((name) => state.people.get(participant(name))?.stays.at(-1)?.from ?? 0),
    );
    expect([came, came + 1].map((began) => scenario.toldOf(apart, began).length)).toEqual([1, 2]);
    expect([came, came + 1].map((began) => hasComeSince(state, apart, began))).toEqual([true, false]);
    expect(hasComeSince(state, plenary, came)).toBe(false);
  });

  test('[CAP-13] a voice that goes to others in the same language is another', () => {
    const scenario = speaking('interpreter');
    const epoch = scenario.epochOf('interpreter');
    const direct = (outlet: Outlet) =>
      scenario.do({ type: 'interpreter.direct', outlet, epoch }, by('interpreter'));
    direct({ to: 'channel', language: 'zh' });
    const said = captionedVoice(scenario.state, voice);
    if (said === null) throw new Error('it is not written along');
    expect(isStillSaid(scenario.state, said)).toBe(true);
    direct({ to: 'room' });
    expect(captionedVoice(scenario.state, voice)?.language).toBe('zh');
    expect(isStillSaid(scenario.state, said)).toBe(false);
  });

  test('[CAP-13] a voice of another stay in the room is another, and one in another language', () => {
    const { state } = speaking();
    const said = captionedVoice(state, voice);
    const opened = state.producers.get(voice);
    if (said === null || opened === undefined) throw new Error('it is not written along');
    expect(isStillSaid(state, { ...said, epoch: said.epoch + 1 })).toBe(false);
    expect(isStillSaid(state, { ...said, language: 'en' })).toBe(false);
    const later = new Map([[voice, { ...opened, epoch: opened.epoch + 1 }]]);
    expect(captionedVoice({ ...state, producers: later }, voice)).toBeNull();
  });

  test('[CAP-5] what is written along is kept under who said it, where captions are kept', () => {
    const scenario = speaking();
    hear(scenario);
    expect(scenario.events.at(-1)?.type).not.toBe('caption.said');
    scenario.ask('mediator', { type: 'transcripts.keep', kept: true });
    hear(scenario);
    expect(scenario.events.at(-1)).toMatchObject({
      type: 'caption.said',
      line: { by: participant('party'), room: plenary, text: '我们付了款。', language: 'zh' },
    });
  });

  test('[CAP-20] is kept of when it was begun to be said, and never of a time that is still to come', () => {
    const scenario = speaking();
    scenario.ask('mediator', { type: 'transcripts.keep', kept: true });
    const keptAt = (saidAt: number | null): number | null => {
      hear(scenario, 'zh', saidAt);
      const event = scenario.events.at(-1);
      return event?.type === 'caption.said' ? event.line.at : null;
    };
    const now = keptAt(null) ?? 0;
    expect(now).toBeGreaterThan(0);
    expect(keptAt(now - 1)).toBe(now - 1);
    expect(keptAt(now + 3_600_000)).toBeLessThan(now + 60_000);
  });

  test('[CAP-13] a channel is read by those who may hear it, and by who speaks', () => {
    const scenario = speaking('interpreter');
    const epoch = scenario.epochOf('interpreter');
    const outlet = { to: 'channel', language: 'en' } as const;
    scenario.do({ type: 'interpreter.direct', outlet, epoch }, by('interpreter'));
    for (const name of ['party', 'respondent', 'interpreter']) scenario.read(name, 'en');
    scenario.do({ type: 'channel.listen', language: 'en' }, by('respondent'));
    const target = { room: plenary, language: 'en', began: scenario.state.seq + 1, voice };
    const reads = (name: string) => can(scenario.state, participant(name), 'caption.read', target);
    expect(reads('respondent').kind).toBe('allow');
    expect(reads('interpreter').kind).toBe('allow');
    expect(reads('party')).toEqual({ kind: 'deny', code: 'channel.not-chosen' });
    scenario.do({ type: 'interpreter.direct', outlet: { to: 'booth' }, epoch }, by('interpreter'));
    expect(earIn(scenario).hears).toEqual([]);
  });
});
