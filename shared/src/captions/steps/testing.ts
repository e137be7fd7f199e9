import type { ParticipantId } from '../../ids.ts';
import { isCaptioner } from '../../policy/captions.ts';
import type { Asked, Here } from '../../session/random/testing.ts';
import { type Presence, settledIn } from '../../session/state.ts';
import { participant, peer, producer } from '../../session/testing.ts';
import type { CaptionsCommand } from '../commands.ts';
import { captionId } from '../testing.ts';

/** What people try with captions in random sessions. */

const asks = (by: ParticipantId, command: CaptionsCommand): Asked => ({ command, by });
const mediator = participant('mediator');
const languages = ['en', 'zh', 'en', null];

/** Somebody who stands in a room and whom this fits, mostly. */
function somebody({ state, n, who }: Here, fits: (person: Presence) => boolean = () => true): ParticipantId {
  const standing = [...state.people.values()].filter((person) => settledIn(person) !== null);
  const fitting = standing.filter(fits);
  return n % 13 === 0 ? who : (fitting[n % Math.max(1, fitting.length)]?.participant.id ?? who);
}

export const captionsChoices = {
  'chooses captions': (h: Here) =>
    asks(somebody(h), { type: 'captions.choose', language: languages[h.n % languages.length] ?? null }),
  'names a captioner': (h: Here) =>
    asks(h.n % 9 === 0 ? h.who : mediator, {
      type: 'captioner.name',
      participant: somebody({ ...h, n: h.n + 1 }),
      named: h.yes,
    }),
  'keeps transcripts': (h: Here) =>
    asks(h.n % 9 === 0 ? h.who : mediator, { type: 'transcripts.keep', kept: h.yes }),
  'can caption by itself': (h: Here) =>
    ({
      command: {
        type: 'captions.provide',
        provided: h.n % 5 !== 0,
        languages: h.n % 3 === 0 ? ['zh'] : null,
      },
      by: null,
    }) as const,
  'captions a room by itself': (h: Here) =>
    asks(h.n % 9 === 0 ? h.who : mediator, {
      type: 'captions.automate',
      room: [...h.state.rooms.keys()][h.n % h.state.rooms.size] ?? h.state.plenary,
      ear: h.n % 3 === 0 ? null : peer(`ear-${h.fresh}`),
    }),
  'understands nothing': (h: Here) => {
    const ears = [...h.state.ears].map(([at, { peer: own }]) => [at, own] as const);
    const [room, ear] = ears[h.n % Math.max(1, ears.length)] ?? [h.state.plenary, peer('none')];
    const stalled = h.n % 5 === 0 ? h.yes : !h.state.stalled.has(room);
    const report = { room, ear: h.n % 7 === 0 ? peer('another') : ear, stalled };
    return { command: { type: 'captions.stall', ...report }, by: null } as const;
  },
  overhears: (h: Here) => {
    const all = [...h.state.producers.keys()];
    return {
      command: {
        type: 'caption.hear',
        id: captionId(`heard-${h.fresh}`),
        producer: all[h.n % Math.max(1, all.length)] ?? producer('none'),
        language: languages[h.n % 2] ?? 'en',
        text: `heard ${h.fresh}`,
        began: h.state.seq + 1,
        saidAt: h.n % 3 === 0 ? null : h.n,
        done: h.yes,
      },
      by: null,
    } as const;
  },
  'types a caption': (h: Here) => {
    const by = somebody(h, (person) => isCaptioner(h.state, person));
    return asks(by, {
      type: 'caption.say',
      id: captionId(`line-${h.fresh}`),
      epoch: (h.state.people.get(by)?.epoch ?? 0) - (h.n % 17 === 0 ? 1 : 0),
      language: languages[h.n % 2] ?? 'en',
      text: h.n % 19 === 0 ? '' : `captioned ${h.fresh}`,
      began: h.state.seq + 1 - (h.n % 3),
      done: h.n % 4 !== 0,
    });
  },
} as const;

/** How often each is tried. */
export const captionsOften = {
  'chooses captions': 4,
  'types a caption': 6,
  'captions a room by itself': 2,
  'understands nothing': 4,
} as const;
