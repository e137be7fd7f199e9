import { describe, expect, test } from 'vitest';
import type { RoomId } from '../ids.ts';
import {
  applicant,
  arrivalOf,
  connection,
  created,
  device,
  participant,
  peer,
  room,
} from '../session/testing.ts';
import { create, evolve } from '../session/evolve.ts';
import type { SessionEvent } from '../session/events.ts';
import { MOST_PEOPLE, type Participant } from '../session/people.ts';
import type { Presence, SessionState } from '../session/state.ts';
import { changedSince } from './company.ts';
import { changedView, changeOfSight, shownIn, sightAfter, sightFor } from './view-change.ts';

const observer = (number: number) => participant(`observer-${number}`);
const OBSERVERS = MOST_PEOPLE - created.people.length;
const present = (who: ReturnType<typeof participant>): SessionEvent[] => presentIn(created.plenary, who);
const presentIn = (to: RoomId, who: ReturnType<typeof participant>): SessionEvent[] => [
  {
    type: 'participant.connected',
    participant: who,
    connection: connection(`c-${who}`),
    device: device('d'),
  },
  { type: 'participant.moving', participant: who, by: who, to, epoch: 1 },
  { type: 'participant.settled', participant: who, room: to, epoch: 1 },
  { type: 'media.joined', participant: who, peer: peer(`peer-${who}`) },
];

/** A session with as many as there may be, all in the joint session. */
function full(): SessionState {
  const people = Array.from({ length: OBSERVERS }, (_, number) => ({
    id: observer(number),
    name: `Observer ${number}`,
    languages: ['en'],
    role: 'observer' as const,
  }));
  const everyone = [...created.people, ...people];
  const start = create({ ...created, people: everyone });
  return everyone.flatMap(({ id }) => present(id)).reduce(evolve, start);
}

const meIn = (state: SessionState, id: ReturnType<typeof participant>): Presence => {
  const me = state.people.get(id);
  if (me === undefined) throw new Error('nobody');
  return me;
};

describe('what is told as changed', () => {
  const before = full();
  const viewers = [participant('mediator'), participant('party'), observer(0), observer(OBSERVERS - 1)];

  test.each([
    ['that raises a hand', { type: 'hand.raised', participant: participant('party'), at: 5 }],
    [
      'that goes into a caucus',
      {
        type: 'participant.moving',
        participant: observer(7),
        by: participant('mediator'),
        to: room('elsewhere'),
        epoch: 2,
      },
    ],
    ['that is lost', { type: 'participant.lost', participant: observer(7), at: 5 }],
  ] as readonly (readonly [string, SessionEvent])[])(
    '[GATE-28] of one person %s, among as many as there may be, is little',
    (_what, event) => {
      const after = evolve(before, event);
      const changed = changedSince(before, after);
      expect(changed?.people.size).toBe(1);
      for (const viewer of viewers) {
        if (changed === null) continue;
        const first = sightFor(before, meIn(before, viewer));
        const then = sightAfter(first, after, meIn(after, viewer), changed);
        expect(JSON.stringify(changeOfSight(first, then)).length).toBeLessThan(1_500);
      }
    },
  );

  test('[VIEW-13] of somebody who comes puts them where they stand in the list, in the middle too', () => {
    const away = evolve(before, { type: 'participant.left', participant: observer(7) });
    const cut = evolve(away, { type: 'participant.cut', participant: observer(7) });
    const back = [
      {
        type: 'participant.moving',
        participant: observer(7),
        by: observer(7),
        to: created.plenary,
        epoch: 2,
      },
      { type: 'participant.settled', participant: observer(7), room: created.plenary, epoch: 2 },
    ] as const;
    const after = back.reduce(evolve, cut);
    for (const viewer of viewers) {
      const [first, then] = [sightFor(cut, meIn(cut, viewer)), sightFor(after, meIn(after, viewer))];
      const change = changeOfSight(first, then);
      expect(change && changedView(shownIn(first), change)).toEqual(shownIn(then));
    }
  });

  const wu: Participant = {
    id: participant('counsel'),
    name: 'Wu Hao',
    languages: ['zh'],
    role: 'counsel',
    side: applicant,
  };
  const { id: him, name, languages } = wu;
  const expects = create({ ...created, people: created.people.filter(({ id }) => id !== him) });
  const atDoor: readonly SessionEvent[] = [
    ...present(participant('mediator')),
    ...present(him),
    ...presentIn(arrivalOf(applicant), participant('party')),
    {
      type: 'entry.announced',
      participant: him,
      by: participant('mediator'),
      room: arrivalOf(applicant),
      at: 1,
      consent: { kind: 'asked' },
    },
  ];
  const opened = atDoor.reduce(evolve, create(created));

  test.each([
    ['is added', expects, { type: 'people.invited', people: [wu] }],
    ['belongs to it no more', create(created), { type: 'participant.dismissed', participant: him }],
    [
      'at a door is called otherwise',
      opened,
      { type: 'participant.corrected', participant: him, name, languages },
    ],
    [
      'speaks what nobody did',
      opened,
      { type: 'participant.corrected', participant: him, name: 'Wu', languages: ['de'] },
    ],
  ] as readonly (readonly [string, SessionState, SessionEvent])[])(
    '[VIEW-13] of somebody who %s makes of every view exactly the one there is',
    (_what, was, event) => {
      const is = evolve(was, event);
      const changed = changedSince(was, is);
      for (const [id, me] of is.people) {
        const [first, whole] = [was.people.get(id), sightFor(is, me)];
        if (first === undefined) continue;
        const before = sightFor(was, first);
        const then = changed === null ? whole : sightAfter(before, is, me, changed);
        expect(shownIn(then)).toEqual(shownIn(whole));
        const change = changeOfSight(before, then);
        expect(change === null ? shownIn(before) : changedView(shownIn(before), change)).toEqual(
          shownIn(whole),
        );
      }
    },
  );

  test('[VIEW-13] of another view is none of this one', () => {
    const viewer = observer(0);
    const gone = evolve(before, { type: 'participant.left', participant: observer(7) });
    const cut = evolve(gone, { type: 'participant.cut', participant: observer(7) });
    const change = changeOfSight(sightFor(before, meIn(before, viewer)), sightFor(cut, meIn(cut, viewer)));
    const other = shownIn(sightFor(cut, meIn(cut, viewer)));
    expect(change).not.toBeNull();
    expect(change && changedView(other, change)).toBeNull();
  });
});
