import { setTimeout as pause } from 'node:timers/promises';
import type { SessionView } from '@parley/shared/policy';
import type { Places } from '../place/places.ts';
import { streamOf } from '../rtp/streams.ts';
import type { Attendant } from './attendant.ts';
import type { Sitting } from './sitting.ts';

/** The language that is interpreted into. */
export const CHANNEL = 'zh';
const BOOTH = 'booth';

/** Where somebody's voice goes in their room: null is to everyone in it. */
export function outletIn({ interpretation }: SessionView): string | null {
  const outlet = interpretation?.mine?.outlet;
  switch (outlet?.to) {
    case 'channel':
      return outlet.language;
    case 'booth':
      return BOOTH;
    case 'room':
    case undefined:
      return null;
  }
}

/**
 * Everyone stands in their room, and interpreters in each channel and in the booth. In a channel stand all whom an
 * interpreter is shown as hearing them: whoever does not want to any more stays there until the server says that they
 * are cut off.
 */
export function standEveryone(places: Places, attendants: readonly Attendant[]): void {
  const now = performance.now();
  const reached = hearersOf(attendants);
  for (const attendant of attendants) {
    const view = attendant.shown;
    // On their way they are cut off from the old room, which may take a moment, before they are shown the next one.
    if (view === null || view.place.kind === 'moving') continue;
    if (view.place.kind !== 'room') {
      attendant.stays.stand([], now);
      continue;
    }
    const { session, interprets } = attendant;
    const of = (outlet: string | null): number =>
      places.of(session, view.place.kind === 'room' ? view.place.room : '', outlet);
    const channels = interprets
      ? [of(CHANNEL), of(BOOTH)]
      : reached.has(view.me.participant.id)
        ? [of(CHANNEL)]
        : [];
    attendant.stays.stand([of(null), ...channels], now);
  }
}

function hearersOf(attendants: readonly Attendant[]): ReadonlySet<string> {
  const speaking = attendants.flatMap(({ interprets, shown }) =>
    interprets && shown !== null && outletIn(shown) === CHANNEL ? [shown] : [],
  );
  return new Set(speaking.flatMap(({ hearers }) => hearers));
}

/** One interpreter begins, the other waits in the booth, and half of the others listen. */
export async function beginInterpreting({ attendants }: Sitting): Promise<void> {
  const [first, second] = attendants.filter(({ interprets }) => interprets);
  if (first === undefined || second === undefined) return;
  const direct = async (one: Attendant, outlet: { to: 'booth' } | { to: 'channel'; language: string }) => {
    const { line } = one.person;
    const { place } = line.view;
    if (place.kind === 'room') await line.ask('interpreter.direct', { epoch: place.epoch, outlet });
  };
  await first.turnTo(CHANNEL, () => direct(first, { to: 'channel', language: CHANNEL }));
  await second.turnTo(BOOTH, () => direct(second, { to: 'booth' }));
  for (const [index, listener] of attendants.filter(({ interprets }) => !interprets).entries()) {
    if (index % 2 === 0) await listener.person.line.ask('channel.listen', { language: CHANNEL });
  }
}

/** Chooses the interpreter who listened to the floor, and the other way round; of the first how long until their voice. */
export async function chooseOther({ attendants }: Sitting, listener: Attendant): Promise<number | null> {
  const { line } = listener.person;
  const listens = line.view.interpretation?.listens ?? null;
  if (listens !== null) {
    await line.ask('channel.listen', { language: null });
    return null;
  }
  const voice = onTheAir(attendants);
  if (voice === undefined) return null;
  const pressed = performance.now();
  const heard = listener.ear.next(streamOf(voice.number, 'audio'));
  await line.ask('channel.listen', { language: CHANNEL });
  return since(pressed, heard, listener);
}

/** Who does not hear for so long whom they listen to is left in silence. */
const PATIENCE_MS = 5_000;

/** Until it was heard; null for a listener who thought better of it before that. */
async function since(pressed: number, heard: Promise<number>, listener: Attendant): Promise<number | null> {
  const at = await Promise.race([heard, pause(PATIENCE_MS, null, { ref: false })]);
  if (at !== null) return at - pressed;
  if (listener.shown?.interpretation?.listens !== CHANNEL) return null;
  throw new Error('listens, and hears nobody');
}

/** Whoever waits in the booth takes over; how long until a listener hears them. */
export async function handOver({ attendants }: Sitting): Promise<number | null> {
  const giver = onTheAir(attendants);
  const taker = attendants.find((each) => each.interprets && each !== giver);
  const listener = attendants.find(
    ({ interprets, shown }) => !interprets && shown?.interpretation?.listens === CHANNEL,
  );
  const place = taker?.person.line.view.place;
  const from = giver?.person.line.view.place;
  if (giver === undefined || taker === undefined || listener === undefined) return null;
  if (place?.kind !== 'room' || from?.kind !== 'room') return null;
  const idOf = ({ person }: Attendant) => person.line.view.me.participant.id;
  await giver.person.line.ask('handover.offer', { epoch: from.epoch, to: idOf(taker) });
  const heard = listener.ear.next(streamOf(taker.number, 'audio'));
  const pressed = performance.now();
  await taker.turnTo(CHANNEL, () =>
    taker.person.line.ask('handover.take', { epoch: place.epoch, from: idOf(giver) }),
  );
  return since(pressed, heard, listener);
}

const onTheAir = (attendants: readonly Attendant[]): Attendant | undefined =>
  attendants.find(({ interprets, shown }) => interprets && shown !== null && outletIn(shown) === CHANNEL);
