import { describe, expect, test } from 'vitest';
import { evolve } from '../session/evolve.ts';
import type { SessionState } from '../session/state.ts';
import { by, participant, peer, producer, room, Scenario, server } from '../session/testing.ts';
import { audience } from './audience.ts';
import { can } from './can.ts';

function talking(...names: readonly string[]): Scenario {
  const scenario = new Scenario().seat(...names);
  for (const name of ['mediator', ...names]) {
    scenario.unmute(name);
    scenario.do(
      { type: 'media.publish', producer: producer(`mic-${name}`), source: 'microphone', epoch: 1 },
      by(name),
    );
  }
  return scenario;
}

const move = (state: SessionState, name: string, to: string, epoch: number): SessionState =>
  [
    {
      type: 'participant.moving',
      participant: participant(name),
      by: participant('mediator'),
      to: room(to),
      epoch,
    } as const,
    { type: 'participant.settled', participant: participant(name), room: room(to), epoch } as const,
  ].reduce(evolve, state);

const pairs = (state: SessionState): string[] =>
  audience(state)
    .edges.map(({ listener, producer: from }) => `${from}→${listener}`)
    .sort();

describe('audience', () => {
  test('[AUD-1] in one room everyone hears everyone else and nobody themselves', () => {
    const { state } = talking('party', 'respondent');
    expect(pairs(state)).toEqual(
      ['mediator', 'party', 'respondent']
        .flatMap((from) =>
          ['mediator', 'party', 'respondent']
            .filter((to) => to !== from)
            .map((to) => `${producer(`mic-${from}`)}→${peer(`peer-${to}`)}`),
        )
        .sort(),
    );
  });

  test('[AUD-2] whoever stands in another room is heard by nobody outside it, and hears nobody', () => {
    const { state } = talking('party', 'respondent');
    const apart = move(state, 'party', 'caucus', 2);
    expect(pairs(apart).filter((edge) => edge.includes('party'))).toEqual([]);
    expect(pairs(apart)).toHaveLength(2);
  });

  test('[AUD-3] on the way between rooms nobody hears and nobody is heard', () => {
    const { state } = talking('party', 'respondent');
    const leaving = evolve(state, {
      type: 'participant.moving',
      participant: participant('party'),
      by: participant('mediator'),
      to: room('plenary'),
      epoch: 2,
    });
    expect(pairs(leaving).filter((edge) => edge.includes('party'))).toEqual([]);
    expect(audience(leaving).peers).toContainEqual({ peer: peer('peer-party'), at: null, producers: [] });
  });

  test('[AUD-8] whoever comes while a line is lost hears and sees its owner only once it is back', () => {
    const scenario = talking('party', 'respondent');
    const camera = {
      type: 'media.publish',
      producer: producer('camera-party'),
      source: 'camera',
      epoch: 1,
    } as const;
    scenario.do(camera, by('party'));
    scenario.drop('party');
    scenario.arrive('counsel');
    const of = (state: SessionState, name: string) =>
      pairs(state).filter((edge) => edge.endsWith(`→${peer(`peer-${name}`)}`) && edge.includes('party'));
    expect(of(scenario.state, 'counsel')).toEqual([]);
    expect(of(scenario.state, 'respondent')).toHaveLength(2);
    expect(can(scenario.state, participant('counsel'), 'media.hear', { producer: camera.producer })).toEqual({
      kind: 'deny',
      code: 'media.not-now',
    });
    scenario.connect('party');
    expect(of(scenario.state, 'counsel')).toHaveLength(2);
    scenario.drop('party');
    expect(of(scenario.state, 'counsel')).toHaveLength(2);
  });

  test('[AUD-8] nobody is announced into a private room to be heard by whom they could not be told to', () => {
    const scenario = new Scenario().seat('party', 'counsel');
    const caucus = scenario.caucus('caucus', 'party', 'counsel');
    scenario.unmute('party');
    const epoch = scenario.epochOf('party');
    scenario.do(
      { type: 'media.publish', producer: producer('mic'), source: 'microphone', epoch },
      by('party'),
    );
    scenario.drop('party');
    scenario.bring(caucus, 'mediator');
    scenario.later(3_000);
    scenario.do({ type: 'entry.due', participant: participant('mediator') }, server);
    scenario.settle();
    expect(scenario.where('mediator')).toBe(caucus);
    expect(pairs(scenario.state)).toEqual([`${producer('mic')}→${peer('peer-counsel')}`]);
    scenario.connect('party');
    expect(pairs(scenario.state)).toHaveLength(2);
  });

  test('[AUD-8] nor is an interpreter made ready for whoever came meanwhile to listen', () => {
    const scenario = talking('interpreter');
    const epoch = scenario.epochOf('interpreter');
    scenario.do({ type: 'interpreter.direct', outlet: { to: 'booth' }, epoch }, by('interpreter'));
    scenario.drop('interpreter');
    scenario.arrive('party');
    scenario.do({ type: 'channel.listen', language: 'en' }, by('party'));
    expect(audience(scenario.state).prepared).toEqual([]);
    scenario.connect('interpreter');
    expect(audience(scenario.state).prepared).toHaveLength(1);
  });

  test('[AUD-4] a muted microphone is paused at the SFU', () => {
    const scenario = talking('party');
    scenario.do({ type: 'participant.mute', participant: participant('party') }, by('mediator'));
    expect(audience(scenario.state).paused).toEqual([producer('mic-party')]);
  });

  test('[AUD-5] an observer hears and is not heard', () => {
    const scenario = talking('party').seat('observer');
    expect(
      scenario.do(
        { type: 'media.publish', producer: producer('mic-observer'), source: 'microphone', epoch: 1 },
        by('observer'),
      ),
    ).toBe('role.not-allowed');
    expect(pairs(scenario.state)).toContain(`${producer('mic-party')}→${peer('peer-observer')}`);
  });

  test('[AUD-6] it carries the place of every peer and grows with the session', () => {
    const scenario = talking('party');
    const before = audience(scenario.state);
    scenario.raiseHand('party');
    expect(audience(scenario.state).seq).toBeGreaterThan(before.seq);
    expect(before.peers).toContainEqual({
      peer: peer('peer-party'),
      at: { room: room('plenary'), epoch: 1 },
      producers: [producer('mic-party')],
    });
  });

  test('[AUD-7] it names every producer under its peer, heard or not, until it is stopped', () => {
    const scenario = talking();
    const named = (): unknown => audience(scenario.state).peers.map(({ producers }) => producers);
    expect(audience(scenario.state).edges).toEqual([]);
    expect(named()).toEqual([[producer('mic-mediator')]]);
    scenario.do({ type: 'media.unpublish', producer: producer('mic-mediator') }, by('mediator'));
    expect(named()).toEqual([[]]);
  });
});
