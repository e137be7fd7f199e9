import { documentRefusal } from '../oracle/documents.ts';
import { hasLead } from '../oracle/conditions.ts';
import { isAway } from '../oracle/papers.ts';
import { anySide } from '../papers.ts';
import { someone, unheard } from '../picks.ts';
import type { Random } from '../random.ts';
import type { Stage } from '../stage.ts';
import { ask, hasAgreement, ofAgreement, online } from './asked.ts';

/** Goes on without a side, or has it asked again; mostly one of which nobody is there. */
export function excuseSide(stage: Stage, random: Random): void {
  const { world } = stage;
  const excused = [...world.excused.keys()];
  const away = world.created.sides.map(({ id }) => id).filter((id) => isAway(world, id));
  const again = random.chance(excused.length > 0 ? 0.15 : 0.05);
  const fitting = again ? excused : away.filter((id) => !world.excused.has(id));
  const side = random.chance(0.1) ? anySide(stage, random) : random.maybe(fitting);
  if (side === undefined) return;
  const guest = someone(
    stage,
    random,
    (soul) => hasAgreement(world, soul) && (hasLead(world, soul) || random.chance(0.1)),
  );
  if (guest === undefined) return;
  const me = world.soul(guest.participant);
  const wish = again ? { side } : { side, reason: unheard('excused') };
  const name = again ? 'side.ask' : 'side.excuse';
  ask(stage, {
    guest,
    name,
    input: wish,
    draft: ofAgreement,
    refused: () => online(me, guest) ?? documentRefusal(world, { type: name, side, reason: '' }, me),
  });
}
