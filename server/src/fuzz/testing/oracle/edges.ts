import type { OpenEdge } from '@parley/sfu/fake';
import { must } from '../violation.ts';
import type { World } from './world.ts';

/**
 * Every pair the SFU connects at this moment: two people in one room, in the epoch in which the producer was opened,
 * and of a microphone only whom its voice is for. Nothing comes through one whose closing, or holding back, was
 * acknowledged; nor to whoever is only prepared for it.
 */
export function judgeEdges(world: World, edges: readonly OpenEdge[]): void {
  for (const { session, listener, producer, room, epoch, open, flows } of edges) {
    if (session !== world.created.id) continue;
    const earRoom = world.earRooms.get(listener);
    const me = earRoom === undefined ? world.soul(world.peers.get(listener) ?? '') : null;
    const owner = world.soul(world.owners.get(producer) ?? '');
    must(
      owner.ear?.room === room && owner.ear.epoch === epoch,
      () => `${owner.id} is heard in ${room}, epoch ${epoch}, where they do not stand`,
    );
    if (me === null) {
      const until = world.earsGone.get(listener) ?? Number.POSITIVE_INFINITY;
      must(
        !owner.unseen.has(listener),
        () => `the server listens to ${owner.id}, who could not see it begin`,
      );
      must(earRoom === room, () => `the server listens in ${room} by an ear of another room`);
      must(until > world.acknowledged, () => `the server listens in ${room} though that was ended`);
      continue;
    }
    must(me !== owner, () => `${me.id} hears themselves`);
    must(
      (world.gone.get(listener) ?? Number.POSITIVE_INFINITY) > world.acknowledged,
      () => `${me.id} hears ${owner.id} on a device that was given up`,
    );
    must(me.ear?.room === room, () => `${me.id} hears ${owner.id} of ${room}`);
    must(!owner.unseen.has(me.id), () => `${me.id} hears ${owner.id}, who could not see them come`);
    if (world.sources.get(producer) !== 'microphone') continue;
    const silent = owner.silentSince !== null && owner.silentSince <= world.acknowledged;
    must(!flows || !silent, () => `${me.id} hears the silent microphone of ${owner.id}`);
    if (isStill(world, owner.heardBy.get(me.id))) continue;
    must(!open, () => `${me.id} hears what ${owner.id} says, which is not for them`);
    must(
      isStill(world, owner.preparedFor.get(me.id)),
      () => `${me.id} is prepared for ${owner.id}, whom they do not listen to`,
    );
  }
}

/** So, or no more, but for what is not acknowledged yet. */
const isStill = (world: World, until: number | null | undefined): boolean =>
  until === null || (until !== undefined && until > world.acknowledged);
