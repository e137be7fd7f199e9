import type { ServerCommand } from './commands.ts';
import type { SessionState } from './state.ts';

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
  const entries = [...state.entries.values()].flatMap(({ participant, room, consent }): Due[] =>
    consent.kind === 'announced'
      ? [
          {
            key: `entry ${participant} ${room} ${consent.due}`,
            at: consent.due,
            command: { type: 'entry.due', participant },
          },
        ]
      : [],
  );
  const { gathering } = state;
  return gathering === null
    ? entries
    : [
        ...entries,
        { key: `gathering ${gathering.due}`, at: gathering.due, command: { type: 'gathering.due' } },
      ];
}
