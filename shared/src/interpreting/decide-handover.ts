import { outletOf } from '../policy/outlets.ts';
import type { Asking } from '../session/asking.ts';
import { about, type Decision, denied, happened } from '../session/decision.ts';
import type { SessionState } from '../session/state.ts';
import type { HandoverCommand } from './commands.ts';

/** What follows from a command about a handover, asked in the room it is for. */
export function decideHandover(
  state: SessionState,
  command: HandoverCommand,
  { me, at, allowedTo }: Asking,
): Decision {
  const by = me.participant.id;
  switch (command.type) {
    case 'handover.offer': {
      const { to } = command;
      return allowedTo('handover.offer', { to }, () =>
        happened({ type: 'handover.offered', from: by, to, at }),
      );
    }
    case 'handover.take': {
      const { from } = command;
      return allowedTo('handover.take', { from }, () =>
        about(state, from, (giver) => {
          const outlet = outletOf(state, giver);
          // One event for both: there is never a moment with two voices, or with none.
          return outlet.to === 'channel'
            ? happened({ type: 'handover.taken', from, to: by, language: outlet.language, at })
            : denied('handover.none');
        }),
      );
    }
    case 'handover.end': {
      const { from } = command;
      return allowedTo('handover.end', { from }, () => happened({ type: 'handover.ended', from, by }));
    }
  }
}
