import fc from 'fast-check';
import { expect, test } from 'vitest';
import { audience, can, readable, viewFor } from '../policy/index.ts';
import { captioningSteps, type Change, play } from '../session/random/testing.ts';
import { settledIn } from '../session/state.ts';

/** Random sessions, judged by the words of the rules and without a look at the policy. */
function always(check: (change: Change) => void): void {
  fc.assert(
    fc.property(captioningSteps, (all) => {
      play(all, check);
    }),
    { numRuns: 60, seed: 20_261_129 },
  );
}

test('[CAP-2] whatever is tried, a line is for those in its room who read its language and were there', () => {
  const counted = { told: 0, elsewhere: 0 };
  always(({ after }) => {
    for (const room of after.rooms.keys()) {
      const target = { room, language: 'en', began: after.seq + 1, voice: null };
      for (const [id, person] of after.people) {
        const told = can(after, id, 'caption.read', target).kind === 'allow';
        expect(told).toBe(settledIn(person)?.room === room && person.reads === 'en');
        counted[told ? 'told' : 'elsewhere'] += 1;
        // And of what was begun before they came, nothing.
        const came = person.stays.at(-1)?.from ?? 0;
        expect(can(after, id, 'caption.read', { ...target, began: came }).kind).toBe('deny');
      }
    }
  });
  expect(counted.told).toBeGreaterThan(500);
  expect(counted.elsewhere).toBeGreaterThan(500);
});

test('[CAP-5] whatever is tried, what is not to be kept is in no event', () => {
  const counted = { kept: 0, unkept: 0 };
  always(({ command, before, events }) => {
    const said = events.filter(({ type }) => type === 'caption.said');
    const isSaid =
      (command.type === 'caption.say' || command.type === 'caption.hear') &&
      command.done &&
      command.text !== '';
    expect(said).toHaveLength(isSaid && before.transcripts ? 1 : 0);
    if (isSaid) counted[before.transcripts ? 'kept' : 'unkept'] += 1;
  });
  expect(counted.kept).toBeGreaterThan(20);
  expect(counted.unkept).toBeGreaterThan(20);
});

test('[CAP-7] whatever is tried with captions in a room, nobody outside is shown anything of it', () => {
  const counted = { looked: 0 };
  always(({ command, before, after }) => {
    if (command.type !== 'captions.choose') return;
    const changed = [...after.people.values()].find(({ reads, participant: { id } }) => {
      return reads !== before.people.get(id)?.reads;
    });
    const room = changed === undefined ? undefined : settledIn(changed)?.room;
    for (const [id, person] of after.people) {
      if (person === changed || (room !== undefined && settledIn(person)?.room === room)) continue;
      expect(viewFor(after, id)).toEqual(viewFor(before, id));
      expect(room === undefined ? [] : readable(after, id, room)).toEqual([]);
      counted.looked += 1;
    }
  });
  expect(counted.looked).toBeGreaterThan(300);
});

test('[CAP-12] [CAP-22] [AUD-8] whatever is tried, an ear is joined to the microphones of its own room that do not go to the booth and are understood', () => {
  const counted = { joined: 0, booth: 0, strange: 0 };
  always(({ after }) => {
    const { peers, edges } = audience(after);
    const rooms = new Map([...after.ears].map(([room, { peer }]) => [peer, room]));
    for (const [room, { peer: ear }] of after.ears) {
      expect(after.rooms.has(room)).toBe(true);
      expect(peers).toContainEqual({ peer: ear, at: { room, epoch: 0 }, producers: [] });
    }
    for (const { id, owner, source, room, epoch } of after.producers.values()) {
      const person = after.people.get(owner);
      const place = person === undefined ? null : settledIn(person);
      const isThere = place?.room === room && place.epoch === epoch;
      const outlet = person?.interpreting?.outlet ?? { to: 'room' };
      const inBooth = outlet.to === 'booth';
      const spoken =
        outlet.to === 'channel' && !after.turns.has(room)
          ? outlet.language
          : person?.participant.languages[0];
      const isStrange = !(after.understood?.includes(spoken ?? '') ?? true);
      const heardBy = edges.flatMap(({ listener, producer }) =>
        producer === id && rooms.has(listener) ? [rooms.get(listener)] : [],
      );
      // Nobody whose line is lost is heard by what has listened only since.
      const line = person?.line;
      const since = after.ears.get(room)?.from ?? 0;
      const isUnseen = line?.kind === 'lost' && since >= line.from;
      const isAsked = source === 'microphone' && isThere && !inBooth && after.ears.has(room) && !isUnseen;
      const isHeard = isAsked && !isStrange;
      expect(heardBy).toEqual(isHeard ? [room] : []);
      if (isHeard) counted.joined += 1;
      if (isAsked && isStrange) counted.strange += 1;
      if (inBooth && after.ears.has(room)) counted.booth += 1;
    }
  });
  expect(counted.joined).toBeGreaterThan(50);
  expect(counted.booth).toBeGreaterThan(0);
  expect(counted.strange).toBeGreaterThan(10);
});

test('[CAP-19] whatever is tried, that nothing comes of it is told to those in that room, where it is written along', () => {
  const counted = { told: 0, back: 0, elsewhere: 0 };
  always(({ command, before, after, events }) => {
    for (const room of after.stalled) expect(after.ears.has(room)).toBe(true);
    if (command.type !== 'captions.stall' || events.length === 0) return;
    expect(before.ears.get(command.room)?.peer).toBe(command.ear);
    for (const [id, person] of after.people) {
      const isThere = settledIn(person)?.room === command.room;
      const is = viewFor(after, id);
      expect(isThere ? is?.captions?.stalled : is).toEqual(isThere ? command.stalled : viewFor(before, id));
      counted[isThere ? (command.stalled ? 'told' : 'back') : 'elsewhere'] += 1;
    }
  });
  for (const count of Object.values(counted)) expect(count).toBeGreaterThan(5);
});
