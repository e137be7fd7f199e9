import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withBooths } from '../interpreting/testing.ts';
import { audience, type Edge } from '../policy/index.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import type { HeldPeer } from './media.ts';
import { play, steps } from './random/testing.ts';
import type { SessionState } from './state.ts';
import {
  arrivalOf,
  applicant,
  by,
  connection,
  heldIn,
  participant,
  peer,
  producer,
  room,
  Scenario,
  server,
} from './testing.ts';

const person = ({ state }: Scenario, name: string) => state.people.get(participant(name));

/** Party and counsel in one room, each with an open microphone. */
function talking(): Scenario {
  const scenario = new Scenario().arrive('party', 'counsel');
  for (const name of ['party', 'counsel']) {
    const epoch = scenario.epochOf(name);
    scenario.do(
      { type: 'media.publish', producer: producer(`mic-${name}`), source: 'microphone', epoch },
      by(name),
    );
    scenario.unmute(name);
  }
  return scenario;
}

const restart = (scenario: Scenario, held: readonly HeldPeer[]): Scenario => {
  scenario.do({ type: 'server.restarted', held }, server);
  return scenario;
};

/** What is taken up of the party, when this is all that the SFU says. */
function takenUp(change: (held: HeldPeer) => readonly HeldPeer[], scenario = talking()) {
  const held = heldIn(scenario.state).flatMap((each) =>
    each.peer === peer('peer-party') ? change(each) : [each],
  );
  restart(scenario, held);
  return {
    peer: person(scenario, 'party')?.peer === peer('peer-party'),
    track: scenario.state.producers.has(producer('mic-party')),
  };
}

/** The same medium with its only track told otherwise. */
const withTrack =
  (change: Partial<HeldPeer['producers'][number]>) =>
  (held: HeldPeer): HeldPeer[] => [
    { ...held, producers: held.producers.map((track) => ({ ...track, ...change })) },
  ];

describe('a server that comes back', () => {
  test('[TAKE-1] [SES-10] takes up what the SFU holds as it is written down, and takes no line for alive', () => {
    const scenario = talking();
    const before = audience(scenario.state);
    restart(scenario, heldIn(scenario.state));
    expect({ ...audience(scenario.state), seq: before.seq }).toEqual(before);
    expect([...scenario.state.people.values()].filter(({ line }) => line.kind === 'online')).toEqual([]);
    expect(person(scenario, 'party')).toMatchObject({ microphone: 'open', line: { kind: 'lost' } });
    const { seq } = scenario.state;
    restart(scenario, heldIn(scenario.state));
    expect(scenario.state.seq).toBe(seq);
  });

  const tag = { room: arrivalOf(applicant), epoch: 1 };
  test.each([
    ['nothing', () => []],
    ['another peer', (held: HeldPeer) => [{ ...held, peer: peer('peer-other') }]],
  ])('[TAKE-1] takes up nothing of somebody of whom the SFU holds %s', (_, change) => {
    expect(takenUp(change)).toEqual({ peer: false, track: false });
  });

  test.each<[string, (held: HeldPeer) => readonly HeldPeer[]]>([
    ['no track', (held) => [{ ...held, producers: [] }]],
    ['another track', withTrack({ producer: producer('mic-other') })],
    ['a track of another room', withTrack({ tag: { ...tag, room: room('caucus') } })],
    ['a track of an earlier epoch', withTrack({ tag: { ...tag, epoch: 0 } })],
    ['a track of another source', withTrack({ source: 'camera' })],
    [
      'the track under a peer of somebody else',
      (held) => [
        { ...held, producers: [] },
        { peer: peer('peer-counsel'), producers: held.producers },
      ],
    ],
  ])('[TAKE-1] takes up no track where the SFU holds %s', (_, change) => {
    expect(takenUp(change)).toMatchObject({ peer: true, track: false });
  });

  test('[TAKE-1] takes up a track of the right tag', () => {
    expect(takenUp(withTrack({ tag }))).toEqual({ peer: true, track: true });
  });

  test('[TAKE-1] takes up nothing of whoever is said to be held twice in two ways', () => {
    expect(takenUp((held) => [held, { ...held, producers: [] }])).toEqual({ peer: false, track: false });
  });

  test('[TAKE-3] takes up no track of somebody who was sent elsewhere with the last that was written', () => {
    const scenario = talking();
    const held = heldIn(scenario.state);
    scenario.do(
      {
        type: 'caucus.open',
        room: room('caucus'),
        title: 'Alone',
        participants: [participant('party')],
        minutes: null,
        mixing: [],
      },
      by('mediator'),
    );
    restart(scenario, held);
    expect(scenario.state.producers.has(producer('mic-party'))).toBe(false);
    expect(audience(scenario.state).edges.some(({ listener }) => listener === peer('peer-party'))).toBe(
      false,
    );
  });

  test('[TAKE-3] takes up nothing of somebody who was removed, or given up, with the last that was written', () => {
    for (const last of [
      { type: 'participant.remove', participant: participant('party'), reason: '' } as const,
      { type: 'line.expired', participant: participant('party') } as const,
    ]) {
      const scenario = talking();
      const held = heldIn(scenario.state);
      scenario.do(
        { type: 'line.lost', participant: participant('party'), connection: connection('c-party') },
        server,
      );
      scenario.do(last, last.type === 'line.expired' ? server : by('mediator'));
      restart(scenario, held);
      expect(audience(scenario.state).peers.map(({ peer: id }) => id)).not.toContain(peer('peer-party'));
    }
  });
});

describe('whoever stands before the door of a private room when the server dies', () => {
  const due = (scenario: Scenario) =>
    scenario.do({ type: 'entry.due', participant: participant('mediator') }, server);

  /** The party is alone in a caucus, and the mediator about to come in. */
  function announced(): { scenario: Scenario; caucus: ReturnType<Scenario['caucus']> } {
    const scenario = talking();
    const caucus = scenario.caucus('apart', 'party');
    scenario.bring(caucus, 'mediator');
    return { scenario, caucus };
  }

  test('[TAKE-9] [ENT-1] is announced anew once it is back, and does not come in on a notice that nobody saw', () => {
    const { scenario, caucus } = announced();
    scenario.later(60_000);
    restart(scenario, heldIn(scenario.state));
    due(scenario);
    expect(scenario.where('mediator')).not.toBe(caucus);
    expect([...scenario.state.entries.keys()]).toEqual([participant('mediator')]);
    scenario.later(2_900);
    due(scenario);
    expect(scenario.where('mediator')).not.toBe(caucus);
    scenario.later(100);
    due(scenario);
    expect(scenario.where('mediator')).toBe(caucus);
  });

  test('[TAKE-9] waits on where somebody has to let them in', () => {
    const { scenario, caucus } = announced();
    const rules = { entry: 'admit', absence: 'not-here' } as const;
    scenario.do({ type: 'house-rules.set', rules }, by('mediator'));
    scenario.bring(caucus, 'counsel');
    const before = scenario.state.entries.get(participant('counsel'));
    expect(before?.consent.kind).toBe('asked');
    restart(scenario, []);
    expect(scenario.state.entries.get(participant('counsel'))).toBe(before);
  });
});

interface Told {
  readonly told: SessionState;
  /** What was written since without the SFU having heard of it. */
  readonly written: SessionState;
}

const nameOf = ({ listener, producer: track }: Edge): string => `${listener} ${track}`;

/** At random what an SFU lost, or says wrongly. */
const lies = fc.array(fc.nat(99), { minLength: 1, maxLength: 200, size: 'max' });

function saidOf(told: SessionState, lie: () => number): HeldPeer[] {
  return heldIn(told).flatMap((held) => {
    if (lie() < 8) return [];
    const producers = held.producers.flatMap((track) => {
      const n = lie();
      if (n < 8) return [];
      if (n < 12) return [{ ...track, tag: { ...track.tag, epoch: track.tag.epoch + 1 } }];
      if (n < 16) return [{ ...track, tag: { ...track.tag, room: room('elsewhere') } }];
      return [track];
    });
    return [{ ...held, producers }];
  });
}

test('[TAKE-1] [TAKE-2] [TAKE-3] [TAKE-7] whatever happened before, and whatever the SFU says: nothing is opened that was not to be, and what is equal goes on', () => {
  const seen = { kept: 0, cut: 0 };
  fc.assert(
    fc.property(steps, fc.nat(12), lies, (all, behind, numbers) => {
      let nth = 0;
      const lie = (): number => numbers[nth++ % numbers.length] ?? 0;
      const states: SessionState[] = [];
      play(all, ({ after }) => states.push(after), withBooths);
      for (const [at, written] of states.entries()) {
        const told = states[Math.max(0, at - behind)] ?? written;
        if (at % 9 === 0) judge({ told, written }, saidOf(told, lie), seen);
      }
    }),
    { seed: 20_261_130, numRuns: 120 },
  );
  expect(seen.kept).toBeGreaterThan(200);
  expect(seen.cut).toBeGreaterThan(100);
});

/** Without a line nobody asks for anything; in random sessions they do. */
const isGivenUp = ({ people }: SessionState, peerId: HeldPeer['peer'] | null): boolean =>
  [...people.values()].some((each) => each.peer === peerId && each.line.kind === 'offline');

/** Told from what was asked of the SFU before and what is now, by names and places, without a look at the decision. */
function judge(
  { told, written }: Told,
  said: readonly HeldPeer[],
  seen: { kept: number; cut: number },
): void {
  const decision = decide(written, { type: 'server.restarted', held: said }, server, 9_000_000);
  if (!decision.ok) throw new Error(decision.error.code);
  const taken = decision.value.reduce(evolve, written);
  const due = audience(written);
  const now = audience(taken);
  const were = new Set(audience(told).edges.map(nameOf));
  const may = new Set(due.edges.map(nameOf));
  const are = new Set(now.edges.map(nameOf));
  for (const edge of are) expect(may.has(edge)).toBe(true);
  for (const pair of now.prepared) expect(due.prepared.map(nameOf)).toContain(nameOf(pair));
  const isSaid = ({ listener, producer: track }: Edge): boolean => {
    const made = written.producers.get(track);
    const owner = made === undefined ? null : (written.people.get(made.owner)?.peer ?? null);
    const found = said.find((held) => held.peer === owner)?.producers.find((each) => each.producer === track);
    return (
      said.some((held) => held.peer === listener) &&
      !isGivenUp(written, listener) &&
      !isGivenUp(written, owner) &&
      found?.tag.room === made?.room &&
      found?.tag.epoch === made?.epoch
    );
  };
  for (const edge of due.edges) {
    const name = nameOf(edge);
    const isEar = [...written.ears.values()].some((ear) => ear.peer === edge.listener);
    if (isEar) continue;
    expect(are.has(name)).toBe(isSaid(edge));
    if (!were.has(name)) continue;
    if (are.has(name)) seen.kept += 1;
    else seen.cut += 1;
  }
  expect(now.paused).toEqual(due.paused.filter((track) => taken.producers.has(track)));
}
