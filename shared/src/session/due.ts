import { dueAfter } from '../interpreting/decide-turns.ts';
import { type Silence, TOLD_AFTER_MS } from '../interpreting/silence.ts';
import type { ServerCommand } from './commands.ts';
import { isAttended } from '../policy/placing.ts';
import { desertedSince } from '../policy/turns.ts';
import type { Entry, SessionState } from './state.ts';

/** What happens by itself when its time has come. */
export interface Due {
  /** Tells it from whatever else is due. */
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly command: ServerCommand;
}

/** Everything that is to happen by itself, as the session stands now. */
export function dueIn(state: SessionState): readonly Due[] {
  const { entries, gathering, silences } = state;
  return [
    ...[...entries.values()].flatMap((entry) => entryDue(state, entry)),
    ...silences.flatMap(silenceDue),
    ...[...state.turns].flatMap(([room, turns]): readonly Due[] => {
      const since = desertedSince(state, room);
      if (since === null) return [];
      const at = dueAfter(turns, since);
      return [{ key: `floor ${room} ${at}`, at, command: { type: 'floor.due', room } }];
    }),
    ...(gathering === null ? [] : [gatheringDue(gathering.due)]),
  ];
}

const gatheringDue = (at: number): Due => ({
  key: `gathering ${at}`,
  at,
  command: { type: 'gathering.due' },
});

function silenceDue({ room, language, since, told }: Silence): readonly Due[] {
  if (told === 'conductors') return [];
  const command = { type: 'silence.tell', room, language, since } as const;
  return [{ key: `silence ${room} ${language} ${since}`, at: since + TOLD_AFTER_MS, command }];
}

function entryDue(state: SessionState, { participant, room, at, consent }: Entry): readonly Due[] {
  switch (consent.kind) {
    case 'announced': {
      const { due } = consent;
      const command = { type: 'entry.due', participant } as const;
      return [{ key: `entry ${participant} ${room} ${due}`, at: due, command }];
    }
    case 'asked': {
      const command = { type: 'entry.unattended', participant } as const;
      return isAttended(state, room) ? [] : [{ key: `unattended ${participant} ${room}`, at, command }];
    }
  }
}
