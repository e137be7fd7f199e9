import type { Actor, Command } from './commands.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import type { Decision } from './decision.ts';
import type { SessionState } from './state.ts';

/** What follows from several commands of one press, each where those before it have left the session. Pure. */
export function decideEach(
  state: SessionState,
  commands: readonly Command[],
  actor: Actor,
  at: number,
): readonly Decision[] {
  let reached = state;
  return commands.map((command) => {
    const decision = decide(reached, command, actor, at);
    if (decision.ok) reached = decision.value.reduce(evolve, reached);
    return decision;
  });
}
