import type { ParticipantCommand } from '@parley/shared/session';
import { by, producer, Scenario, server } from '@parley/shared/session/testing';
import { describe, expect, test } from 'vitest';
import { SilenceWatch } from './silence-watch.ts';

const voice = (name: string) => producer(`m-${name}`);

/** A joint session in which the respondent listens to English, into which somebody interprets; and what is noticed. */
function watched() {
  const scenario = new Scenario().seat('party', 'respondent', 'interpreter');
  const act = (name: string, command: ParticipantCommand): void => {
    const denial = scenario.do(command, by(name));
    if (denial !== null) throw new Error(denial);
  };
  for (const name of ['mediator', 'party', 'respondent', 'interpreter']) {
    const epoch = scenario.epochOf(name);
    act(name, { type: 'microphone.set', open: true, epoch });
    act(name, { type: 'media.publish', producer: voice(name), source: 'microphone', epoch });
  }
  act('respondent', { type: 'channel.listen', language: 'en' });
  act('interpreter', {
    type: 'interpreter.direct',
    outlet: { to: 'channel', language: 'en' },
    epoch: scenario.epochOf('interpreter'),
  });
  let now = 0;
  let timer: (() => void) | null = null;
  let isAway = false;
  const watch = new SilenceWatch({
    state: () => scenario.state,
    now: () => now,
    timers: {
      after: (_ms, callback) => {
        timer = callback;
        return () => void (timer = null);
      },
    },
    ring: (command) => {
      if (isAway) return Promise.reject(new Error('away'));
      scenario.do(command, server);
      return Promise.resolve();
    },
  });
  /** These are loud, so many seconds later. */
  const hear = (seconds: number, ...names: readonly string[]): number => {
    now += seconds * 1_000;
    watch.levels(names.map(voice));
    return scenario.state.silences.length;
  };
  /** Nothing is said any more for ten seconds. */
  const wait = (): number => {
    now += 10_000;
    timer?.();
    return scenario.state.silences.length;
  };
  return { scenario, act, hear, wait, watch, setStore: (there: boolean) => void (isAway = !there) };
}

describe('people speak and nobody renders it', () => {
  test('[INT-35] for fifteen seconds, pauses counted in', () => {
    const { hear } = watched();
    expect([hear(1, 'party'), hear(8, 'mediator'), hear(6.9, 'party')]).toEqual([0, 0, 0]);
    expect(hear(0.1, 'party')).toBe(1);
  });

  test('[INT-35] nor counted on from before a pause of ten seconds, or before it was rendered', () => {
    const { hear } = watched();
    hear(0, 'party');
    expect([hear(9, 'party'), hear(0.1), hear(10), hear(0, 'party')]).toEqual([0, 0, 0, 0]);
    expect([hear(14, 'party'), hear(0, 'party', 'interpreter'), hear(14, 'party')]).toEqual([0, 0, 0]);
    expect([hear(9, 'party'), hear(6, 'party')]).toEqual([0, 1]);
  });

  test('[INT-35] at once while the microphone of whoever interprets is off, or their line is lost', () => {
    const { act, hear } = watched();
    act('interpreter', { type: 'microphone.set', open: false });
    expect([hear(1), hear(1, 'party')]).toEqual([0, 1]);
    const lost = watched();
    lost.scenario.drop('interpreter');
    expect(lost.hear(1, 'party')).toBe(1);
  });

  test('[INT-35] [INT-37] though somebody interprets into another language, once nobody has spoken this one for ten seconds', () => {
    const { act, hear, scenario } = watched();
    const turns = (language: string): void => {
      const epoch = scenario.epochOf('interpreter');
      act('interpreter', { type: 'interpreter.direct', outlet: { to: 'channel', language }, epoch });
    };
    turns('zh');
    expect([hear(1, 'respondent'), hear(2, 'respondent', 'interpreter')]).toEqual([0, 0]);
    expect([hear(4, 'party', 'interpreter'), hear(5.9, 'party', 'interpreter')]).toEqual([0, 0]);
    expect(hear(0.1, 'party', 'interpreter')).toBe(1);
    turns('en');
    expect(hear(1, 'party', 'interpreter')).toBe(0);
  });

  test('[INT-37] until an interpreter is heard again', () => {
    const { act, hear, scenario } = watched();
    act('interpreter', { type: 'microphone.set', open: false });
    expect(hear(1, 'party')).toBe(1);
    act('interpreter', { type: 'microphone.set', open: true, epoch: scenario.epochOf('interpreter') });
    expect([hear(1, 'party'), hear(1, 'interpreter')]).toEqual([1, 0]);
  });

  test('[INT-37] or until nobody has spoken for ten seconds, also when nothing is said of that', () => {
    const { act, hear, wait } = watched();
    act('interpreter', { type: 'microphone.set', open: false });
    expect([hear(1, 'party'), hear(9)]).toEqual([1, 1]);
    expect(wait()).toBe(0);
  });

  test('[INT-37] a silence from before the server was started ends like any other', () => {
    const { scenario, hear, wait } = watched();
    const { plenary: room } = scenario.state;
    scenario.do({ type: 'silence.begin', room, language: 'en' }, server);
    expect([hear(0), hear(9)]).toEqual([1, 1]);
    expect(wait()).toBe(0);
  });

  test('[INT-35] what could not be stored is noticed with the next sound', () => {
    const { act, hear, setStore } = watched();
    act('interpreter', { type: 'microphone.set', open: false });
    setStore(false);
    expect(hear(1, 'party')).toBe(0);
    setStore(true);
    expect(hear(0.25, 'party')).toBe(1);
  });

  test('[INT-35] a session that is given up is watched no more', () => {
    const { hear, wait, watch } = watched();
    hear(1, 'party');
    watch.close();
    expect(wait()).toBe(0);
  });
});
