import type { ServerCommand } from './commands.ts';
import { isAttended } from '../policy/placing.ts';
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
  const entries = [...state.entries.values()].flatMap((entry) => entryDue(state, entry));
  const { gathering } = state;
  return gathering === null
    ? entries
    : [
        ...entries,
        { key: `gathering ${gathering.due}`, at: gathering.due, command: { type: 'gathering.due' } },
      ];
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
