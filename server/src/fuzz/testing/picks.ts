import type { Guest, Offer } from './guest.ts';
import type { Soul } from './oracle/world.ts';
import type { Random } from './random.ts';
import type { Stage } from './stage.ts';
import { capabilities } from './tracks.ts';
import { must } from './violation.ts';

const current = (stage: Stage, soul: Soul): Guest | undefined =>
  stage.guests.find(({ line }) => soul.line === 'online' && line === soul.connection);

/** Somebody on a line, of those who fit; now and then anybody at all, on any line. */
export function someone(stage: Stage, random: Random, fits: (soul: Soul) => boolean): Guest | undefined {
  if (random.chance(0.08)) return random.maybe(stage.guests);
  const souls = stage.world.all().filter((soul) => soul.line === 'online' && fits(soul));
  const soul = random.maybe(souls);
  return soul === undefined ? undefined : current(stage, soul);
}

/** Somebody to do something to; now and then anybody at all. */
export function target(stage: Stage, random: Random, fits: (soul: Soul) => boolean): string {
  const all = stage.world.all();
  const fitting = random.chance(0.12) ? all : all.filter(fits);
  return (random.maybe(fitting) ?? random.maybe(all))?.id ?? '';
}

let unique = 0;
/** Words that are said once in a run and nowhere else. */
export const unheard = (what: string): string => {
  unique += 1;
  return `${what}-${unique.toString(36).padStart(8, '0')}`;
};

/** A browser gets its two transports. */
export function joinMedia(stage: Stage, guest: Guest): void {
  stage.ask(guest, 'media.join', { rtpCapabilities: capabilities }, () => (reply) => {
    if (!reply.ok) return;
    guest.peer = (reply.value as { peer: string }).peer;
    guest.published.clear();
    // Offers of the join before belong to nobody; those of this one may have come before its answer.
    for (const [consumer] of guest.offered) {
      if (stage.oracle.consumers.get(consumer)?.peer !== guest.peer) guest.offered.delete(consumer);
    }
  });
}

/** A browser can play a track: granted only if it is for its receiver, or to come, as that is decided at this moment. */
export function playTrack(stage: Stage, guest: Guest, consumer: string, offer: Offer): void {
  const me = stage.world.soul(guest.participant);
  stage.ask(guest, 'media.ready', { consumer }, () => {
    const isOver =
      stage.isSteady() && !stage.ears.isFor(me, consumer) && !stage.ears.isReadyFor(me, consumer);
    if (isOver) stage.counters.add('asked for what is not theirs any more');
    return ({ ok }) => {
      must(!ok || !isOver, () => `${me.id} makes ${consumer} flow, which is not for them`);
      offer.ready ||= ok;
    };
  });
}
