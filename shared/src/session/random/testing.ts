import fc from 'fast-check';
import { captionsChoices, captionsOften } from '../../captions/steps/testing.ts';
import { interpretingChoices, interpretingOften } from '../../interpreting/steps/testing.ts';
import { withBooths } from '../../interpreting/testing.ts';
import { agreementChoices, agreementOften, oftenAmongThree } from '../../agreement/steps/testing.ts';
import type { ParticipantId, RoomId } from '../../ids.ts';
import type { Command, ParticipantCommand } from '../commands.ts';
import { decide } from '../decide.ts';
import type { SessionCreated, SessionEvent } from '../events.ts';
import type { Participant } from '../people.ts';
import type { Roster } from '../roster.ts';
import { evolve } from '../evolve.ts';
import { unservedIn } from '../../policy/unserved.ts';
import type { Denial } from '../../policy/verdict.ts';
import { type Presence, type SessionState, settledIn } from '../state.ts';
import {
  connection,
  device,
  heldIn,
  participant,
  peer,
  producer,
  room,
  Scenario,
  server,
  withThird,
} from '../testing.ts';

/** Sessions at random: people who try anything in any order, and an SFU that answers when it likes. */

/** Who does what to whom, with a number to choose by. */
export interface Step {
  readonly what: keyof typeof choices;
  readonly who: ParticipantId;
  readonly whom: ParticipantId;
  readonly also: ParticipantId;
  readonly n: number;
  readonly yes: boolean;
}

export interface Asked {
  readonly command: Command;
  /** Null is the server. */
  readonly by: ParticipantId | null;
}
/** A step where it falls: the state, and a number that is never given twice. */
export interface Here extends Step {
  readonly state: SessionState;
  readonly fresh: string;
}

const mediator = participant('mediator');
const second = participant('second');
const own = ({ who }: Step, command: ParticipantCommand): Asked => ({ command, by: who });
/** By the mediator, mostly. */
const led = ({ who, n }: Step, command: ParticipantCommand): Asked => ({
  command,
  by: n % 11 === 0 ? who : n % 5 === 0 ? second : mediator,
});
const observed = (command: Command): Asked => ({ command, by: null });

function roomOf({ state, n }: Here): RoomId {
  const rooms = [...state.rooms.keys(), ...state.rooms.keys(), room('nowhere')];
  return rooms[n % rooms.length] ?? state.plenary;
}
/** Somebody this can happen to, mostly. */
function fit({ state, n, whom }: Here, fits: (person: Presence) => boolean): ParticipantId {
  const found = [...state.people.values()].filter(fits);
  return n % 7 === 0 ? whom : (found[n % Math.max(1, found.length)]?.participant.id ?? whom);
}
const isWaiting = ({ attendance }: Presence): boolean => attendance.kind === 'waiting';
const isOutside = ({ attendance, participant: { role } }: Presence): boolean =>
  ['expected', 'left', 'refused'].includes(attendance.kind) ||
  (attendance.kind === 'waiting' && (role === 'mediator' || role === 'co-mediator'));
const entrant = ({ state, whom }: Here): ParticipantId => [...state.entries.keys()][0] ?? whom;
const atDoor = (h: Here): ParticipantId => {
  const [entry] = h.state.entries.values();
  return fit(h, (person) => settledIn(person)?.room === entry?.room);
};
const epochOf = ({ state, who }: Here): number => state.people.get(who)?.epoch ?? 0;
/** Now and then that of the room before. */
const claimed = (h: Here): number => epochOf(h) - (h.n % 13 === 0 ? 1 : 0);
const several = ({ whom, also, yes }: Step): readonly ParticipantId[] => (yes ? [whom, also] : [whom]);

/** What the case says of the session now: somebody came to it or left, is called otherwise or speaks something else. */
function otherRoster({ state, n, whom, yes, fresh }: Here): Roster {
  const { title, kind, organisation, startsAt, sides } = state;
  const people = [...state.people.values()].map((person) => person.participant);
  const all = (others: readonly Participant[]): Roster => {
    return { title, kind, organisation, startsAt, sides: [...sides], people: [...others] };
  };
  const languages = yes ? ['zh', 'fr'] : ['de'];
  switch (n % 5) {
    case 0: {
      const id = participant(`new-${fresh}`);
      const [side] = sides.slice(n % 2);
      const counsel: Participant[] =
        side === undefined ? [] : [{ id, name: fresh, languages, role: 'counsel', side: side.id }];
      const interpreter: Participant = { id, name: fresh, languages, role: 'interpreter', side: null };
      return all([...people, ...(yes ? counsel : [interpreter])]);
    }
    case 1:
      return all(people.filter(({ id }) => id !== whom));
    case 2:
      return { ...all(people), title: fresh, sides: sides.map((side) => ({ ...side, name: `of ${fresh}` })) };
    case 3:
      return all(people.map((person) => (person.id === whom ? { ...person, name: fresh } : person)));
    default:
      return all(people.map((person) => (person.id === whom ? { ...person, languages } : person)));
  }
}

const choices = {
  connects: (h: Here) =>
    observed({
      type: 'line.connected',
      participant: fit(h, ({ line }) => line.kind !== 'online'),
      connection: connection(`c-${h.fresh}`),
      device: device(`d-${h.n % 3}`),
      takeOver: h.yes,
    }),
  'loses the line': (h: Here) => {
    const line = h.state.people.get(h.who)?.line;
    const lost = line?.kind === 'online' ? line.connection : connection('c-none');
    return observed({ type: 'line.lost', participant: h.who, connection: lost });
  },
  'is given up': (h: Here) => observed({ type: 'line.expired', participant: h.who }),
  enters: (h: Here) => own({ ...h, who: fit(h, isOutside) }, { type: 'session.enter' }),
  leaves: (h: Here) => own(h, { type: 'session.leave' }),
  admits: (h: Here) =>
    led(h, { type: 'lobby.admit', participants: several({ ...h, whom: fit(h, isWaiting) }) }),
  refuses: (h: Here) => led(h, { type: 'lobby.refuse', participant: h.whom, reason: '' }),
  removes: (h: Here) => led(h, { type: 'participant.remove', participant: h.whom, reason: '' }),
  recalls: (h: Here) =>
    led(h, {
      type: 'participant.recall',
      participant: fit(h, ({ attendance }) => attendance.kind === 'removed'),
    }),
  locks: (h: Here) => led(h, { type: 'session.lock', locked: h.yes && h.n % 3 === 0 }),
  rules: (h: Here) =>
    led(h, {
      type: 'house-rules.set',
      rules: {
        entry: h.yes ? 'admit' : 'announce',
        absence: h.n % 2 === 0 ? 'with-another-room' : 'not-here',
      },
    }),
  'takes the lead': (h: Here) => own(h, { type: 'lead.take' }),
  'returns the lead': (h: Here) => own(h, { type: 'lead.return' }),
  adjourns: (h: Here) => led(h, { type: 'session.adjourn', note: '' }),
  resumes: (h: Here) => led(h, { type: 'session.resume' }),
  settles: (h: Here) => {
    const moving = [...h.state.people.values()].filter(
      (person) => person.attendance.kind === 'placed' && settledIn(person) === null,
    );
    const one = moving[h.n % Math.max(1, moving.length)];
    return observed({
      type: 'placement.settle',
      participant: one?.participant.id ?? h.who,
      epoch: (one?.epoch ?? 0) - (h.n % 13 === 0 ? 1 : 0),
    });
  },
  'is cut': (h: Here) => observed({ type: 'placement.cut', participant: h.who, epoch: epochOf(h) }),
  'opens a caucus': (h: Here) =>
    led(h, {
      type: 'caucus.open',
      room: room(`r-${h.fresh}`),
      title: 'Between us',
      participants: several(h),
      minutes: null,
      mixing: [],
    }),
  'renames a caucus': (h: Here) => led(h, { type: 'caucus.rename', room: roomOf(h), title: 'Other' }),
  'times a caucus': (h: Here) => led(h, { type: 'caucus.time', room: roomOf(h), minutes: 5 }),
  'closes a caucus': (h: Here) => led(h, { type: 'caucus.close', room: roomOf(h) }),
  moves: (h: Here) => led(h, { type: 'people.move', participants: several(h), to: roomOf(h), mixing: [] }),
  'moves with a guess': (h: Here) =>
    led(h, { type: 'people.move', participants: several(h), to: roomOf(h), mixing: [h.whom, h.also] }),
  'goes to': (h: Here) => own(h, { type: 'people.move', participants: [h.who], to: roomOf(h), mixing: [] }),
  'is due': (h: Here) => observed({ type: 'entry.due', participant: entrant(h) }),
  'lets in': (h: Here) => {
    const inside = { ...h, who: atDoor(h) };
    return own(inside, { type: 'entry.admit', participant: entrant(h), epoch: claimed(inside) });
  },
  'keeps out': (h: Here) => own({ ...h, who: atDoor(h) }, { type: 'entry.end', participant: entrant(h) }),
  gathers: (h: Here) =>
    led(h, { type: 'joint.gather', seconds: h.n % 3, unserved: h.n % 5 === 0 ? [] : unservedIn(h.state) }),
  'calls off': (h: Here) => led(h, { type: 'gathering.call-off' }),
  'is gathered': () => observed({ type: 'gathering.due' }),
  'ends the joint session': (h: Here) => led(h, { type: 'joint.close' }),
  wishes: (h: Here) => own(h, { type: 'wish.make', kind: h.yes ? 'caucus' : 'mediator', note: 'please' }),
  'raises a hand': (h: Here) => own(h, { type: 'hand.raise', epoch: claimed(h) }),
  'is ready': (h: Here) => own(h, { type: 'ready.set', ready: h.yes }),
  'opens the microphone': (h: Here) =>
    own(
      h,
      h.yes
        ? { type: 'microphone.set', open: true, epoch: claimed(h) }
        : { type: 'microphone.set', open: false },
    ),
  mutes: (h: Here) => led(h, { type: 'participant.mute', participant: h.whom }),
  joins: (h: Here) =>
    own(
      { ...h, who: fit(h, ({ attendance, peer: held }) => attendance.kind === 'placed' && held === null) },
      { type: 'media.join', peer: peer(`p-${h.fresh}`) },
    ),
  publishes: (h: Here) =>
    own(h, {
      type: 'media.publish',
      producer: producer(`s-${h.fresh}`),
      source: h.yes ? 'microphone' : 'camera',
      epoch: claimed(h),
    }),
  'follows its case': (h: Here) => observed({ type: 'roster.follow', roster: otherRoster(h) }),
  restarts: (h: Here) => observed({ type: 'server.restarted', held: h.yes ? heldIn(h.state) : [] }),
  ...agreementChoices,
  ...interpretingChoices,
  ...captionsChoices,
} as const;

/** How often each is tried; three times if it is not named. */
const often: { readonly [W in Step['what']]?: number } = {
  adjourns: 1,
  restarts: 1,
  leaves: 1,
  removes: 1,
  refuses: 1,
  locks: 1,
  'loses the line': 2,
  'is given up': 2,
  'takes the lead': 2,
  settles: 40,
  moves: 12,
  'moves with a guess': 6,
  'goes to': 9,
  'opens a caucus': 6,
  'is due': 9,
  'lets in': 9,
  admits: 15,
  enters: 12,
  resumes: 12,
  connects: 12,
  joins: 9,
  publishes: 15,
  gathers: 5,
  'is gathered': 5,
  'is cut': 6,
  ...agreementOften,
  ...interpretingOften,
  ...captionsOften,
};
const whats = Object.keys(choices).filter((name): name is Step['what'] => Object.hasOwn(choices, name));
const stepsWith = (
  weight: (what: Step['what']) => number,
  people: readonly ParticipantId[],
): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.record({
      what: fc.constantFrom(...whats.flatMap((what) => Array.from({ length: weight(what) }, () => what))),
      who: fc.constantFrom(...people),
      whom: fc.constantFrom(...people),
      also: fc.constantFrom(...people),
      n: fc.nat(10_000),
      yes: fc.boolean(),
    }),
    { minLength: 60, maxLength: 160, size: 'max' },
  );
const usual = (what: Step['what']): number => often[what] ?? 3;

const idsOf = (session: SessionCreated): readonly ParticipantId[] => session.people.map(({ id }) => id);
const mostly = (
  often: Readonly<Record<string, unknown>>,
  never: Readonly<Record<string, unknown>>,
  weights: { readonly [W in Step['what']]?: number } = {},
) => {
  return (what: Step['what']): number => {
    if (Object.hasOwn(never, what)) return 0;
    const weight = weights[what] ?? usual(what);
    return Object.hasOwn(often, what) ? 4 * weight : weight;
  };
};

/** Sessions with interpreters, in which a little of everything is tried. */
export const steps = stepsWith(usual, idsOf(withBooths));
/** Sessions of three sides, in which much is written. */
export const writingSteps = stepsWith(
  mostly(agreementChoices, { ...interpretingChoices, ...captionsChoices }, oftenAmongThree),
  idsOf(withThird),
);
/** Sessions with interpreters, in which much is interpreted. */
export const interpretingSteps = stepsWith(mostly(interpretingChoices, agreementChoices), idsOf(withBooths));
/** Sessions with interpreters, in which much is captioned. */
export const captioningSteps = stepsWith(mostly(captionsChoices, agreementChoices), idsOf(withBooths));

/** What one command did. */
export interface Change {
  readonly command: Command;
  readonly before: SessionState;
  readonly after: SessionState;
  readonly events: readonly SessionEvent[];
}

const arriving = [
  'second',
  'party',
  'counsel',
  'respondent',
  'interpreter',
  'partner',
  'ours',
  'theirs',
  'recorder',
  'observer',
];

/** Everyone has arrived; then come the steps. Tells of each command that had an effect. */
export function play(
  all: readonly Step[],
  watch: (change: Change) => void,
  session: SessionCreated = withBooths,
): Scenario {
  const scenario = new Scenario(session).arrive(
    ...arriving.filter((name) => idsOf(session).includes(participant(name))),
  );
  let at = 20_000;
  const ask = ({ command, by }: Asked): void => {
    const actor = by === null ? server : ({ kind: 'participant', id: by, line: null } as const);
    const before = scenario.state;
    const decision = decide(before, command, actor, at);
    if (decision.ok) {
      scenario.events.push(...decision.value);
      scenario.state = decision.value.reduce(evolve, before);
      watch({ command, before, after: scenario.state, events: decision.value });
    } else if (decision.error.people !== undefined && at % 3 !== 0) {
      // Whoever is asked whether to bring people together confirms it, as often as not.
      const confirmed = confirming(command, decision.error);
      if (confirmed !== null) ask({ command: confirmed, by });
    }
  };
  all.forEach((step, index) => {
    at += step.n;
    ask(choices[step.what]({ ...step, state: scenario.state, fresh: `${index}` }));
  });
  return scenario;
}

/** The same, with those named whom the denial was about; null if somebody was named already. */
function confirming(command: Command, { code, people = [] }: Denial): Command | null {
  switch (command.type) {
    case 'caucus.open':
      return command.mixing.length === 0 ? { ...command, mixing: people } : null;
    case 'people.move': {
      const { mixing, unserved = [] } = command;
      if (mixing.length + unserved.length > 0) return null;
      return code === 'interpreter.missing'
        ? { ...command, unserved: people }
        : { ...command, mixing: people };
    }
    case 'lobby.admit':
      return command.unserved === undefined ? { ...command, unserved: people } : null;
    default:
      return null;
  }
}
