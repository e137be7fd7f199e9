import type { OpenEdge } from '@parley/sfu/fake';
import { must } from '../violation.ts';
import type { World } from './world.ts';

/**
 * Every pair the SFU connects at this moment: two people in one room, in the epoch in which the producer was opened;
 * and nothing comes through a microphone whose closing was acknowledged.
 */
export function judgeEdges(world: World, edges: readonly OpenEdge[]): void {
  for (const { session, listener, producer, room, epoch, flows } of edges) {
    if (session !== world.created.id) continue;
    const me = world.soul(world.peers.get(listener) ?? '');
    const owner = world.soul(world.owners.get(producer) ?? '');
    must(me !== owner, () => `${me.id} hears themselves`);
    must(
      owner.ear?.room === room && owner.ear.epoch === epoch,
      () => `${owner.id} is heard in ${room}, epoch ${epoch}, where they do not stand`,
    );
    must(
      (world.gone.get(listener) ?? Number.POSITIVE_INFINITY) > world.acknowledged,
      () => `${me.id} hears ${owner.id} on a device that was given up`,
    );
    must(me.ear?.room === room, () => `${me.id} hears ${owner.id} of ${room}`);
    const closed = !owner.mic && owner.mutedAt <= world.acknowledged;
    must(
      !flows || !closed || world.sources.get(producer) !== 'microphone',
      () => `${me.id} hears the closed microphone of ${owner.id}`,
    );
  }
}
