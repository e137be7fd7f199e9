import type { ParticipantId } from '@parley/shared/ids';
import type { Source } from '@parley/shared/session';
import { third } from '../cast.ts';
import { fetchFile, shareFile } from '../files.ts';
import { placed } from '../oracle/conditions.ts';
import type { Soul } from '../oracle/world.ts';
import type { Guest } from '../guest.ts';
import { strangers, withdrawLink } from '../office.ts';
import { joinMedia, playTrack, someone } from '../picks.ts';
import type { Random } from '../random.ts';
import type { Stage } from '../stage.ts';
import { parametersOf } from '../tracks.ts';
import { must } from '../violation.ts';
import { asks, inside, type Operation } from './asking.ts';

export async function connect(stage: Stage, random: Random, device: 'own' | 'other'): Promise<void> {
  const unknown = strangers(stage);
  const stranger = unknown.length > 0 && random.chance(0.3) ? random.maybe(unknown) : undefined;
  if (stranger !== undefined) return stage.connect(stranger, `device-of-${stranger}`, true);
  const standing = new Set<string>(stage.office.standing());
  const away = stage.world
    .all()
    .filter(({ id, line }) => standing.has(id) && (device === 'own' ? line !== 'online' : true));
  const soul = random.maybe(away);
  if (soul === undefined) return;
  // Of the third side nobody comes, mostly, before it is gone on without.
  if (soul.side === third && !random.chance(stage.world.excused.has(third) ? 0.7 : 0.03)) return;
  const own = soul.device ?? `device-of-${soul.id}`;
  const name = device === 'own' ? own : `device-${random.below(3)}-of-${soul.id}`;
  const takesOver = random.chance(device === 'own' ? 0.3 : 0.6);
  const first = stage.guests.find(({ line, slow }) => line === soul.connection && slow === null);
  const overtakes = device === 'other' && takesOver && first !== undefined && random.chance(0.3);
  if (overtakes) stage.gates.hold('append');
  await stage.connect(soul.id as ParticipantId, name, takesOver);
  if (overtakes) await askOn(stage, first);
}

/** The first device goes on asking while the session does not know yet that another has taken over. */
async function askOn(stage: Stage, first: Guest): Promise<void> {
  const { epoch } = stage.world.soul(first.participant);
  stage.ask(first, 'microphone.set', { open: true, epoch });
  stage.ask(first, 'hand.raise', { epoch });
  joinMedia(stage, first);
  await stage.settle();
  await stage.gates.release();
}

export const publish = (
  stage: Stage,
  guest: Guest,
  { source, epoch, track }: { source: Source; epoch: number; track: number },
): void =>
  stage.ask(
    guest,
    'media.publish',
    { epoch, source, rtpParameters: parametersOf(source, track) },
    () => (reply) => {
      if (reply.ok) guest.published.add((reply.value as { producer: string }).producer);
    },
  );

/** Somebody opens their microphone or camera the way a browser does: mostly joins first, once the SFU has none of them. */
export function speak(stage: Stage, random: Random): void {
  const guest = someone(stage, random, (soul) => inside(soul) && soul.role !== 'observer');
  if (guest === undefined) return;
  const me = stage.world.soul(guest.participant);
  const source: Source = random.one(['microphone', 'microphone', 'camera', 'screen', 'screen-audio']);
  const epoch = stage.epochFor(me, random);
  const hasJoined = me.peer !== null && guest.peer === me.peer;
  if (random.chance(0.05) ? hasJoined : !hasJoined) joinMedia(stage, guest);
  else publish(stage, guest, { source, epoch, track: random.below(100_000) });
  const opens = random.chance(0.8);
  if (source === 'microphone')
    stage.ask(guest, 'microphone.set', opens ? { open: true, epoch } : { open: false });
}

export function play(stage: Stage, random: Random): void {
  const guest = someone(stage, random, inside);
  if (guest === undefined) return;
  for (const [consumer, offer] of guest.offered) {
    if (offer.ready) continue;
    playTrack(stage, guest, consumer, offer);
    if (random.chance(0.3)) return;
  }
}

export function shutUp(stage: Stage, random: Random): void {
  const guest = someone(stage, random, inside);
  if (guest === undefined) return;
  const producer = random.maybe(
    [...stage.world.tracks.values()].filter(({ owner }) => owner === guest.participant),
  );
  if (producer !== undefined) stage.ask(guest, 'media.unpublish', { producer: producer.id });
}

/** Anybody's, and of somebody who has the floor more often than not: others wait for them. */
export async function dropLine(stage: Stage, random: Random): Promise<void> {
  const { guests, world } = stage;
  const holders = new Set([...world.turns.values()].map(({ floor }) => floor?.holder));
  const speaking = guests.filter(({ participant }) => holders.has(participant));
  const guest = random.maybe(speaking.length > 0 && random.chance(0.8) ? speaking : guests);
  if (guest === undefined) return;
  stage.counters.add('lines dropped');
  stage.drop(guest);
}

/** A link is withdrawn, whether or not somebody is on the line with it. */
export const withdraw: Operation = async (stage, random) => {
  const soul = random.maybe(stage.world.all());
  if (soul !== undefined) await withdrawLink(stage, soul.id as ParticipantId);
};

/** A line that was given up goes on asking. */
export const stale: Operation = async (stage, random) => {
  const guest = random.maybe(stage.guests);
  if (guest === undefined) return;
  stage.drop(guest);
  await stage.settle();
  // While the store is away the session may have it for a live one still.
  const { line, connection } = stage.world.soul(guest.participant);
  if (stage.life.busy || (line === 'online' && connection === guest.line)) return;
  stage.counters.add('dead lines asking');
  const { epoch } = stage.world.soul(guest.participant);
  const [name, input] = random.one<[string, object]>([
    ['microphone.set', { open: true, epoch }],
    ['chat.history', { epoch, before: null }],
    ['session.leave', {}],
    ['media.capabilities', {}],
  ]);
  stage.ask(guest, name, input, () => ({ ok }) => {
    must(!ok, () => `a line of ${guest.participant} that was given up is answered`);
  });
};

/** Whoever was put out, or is not let in, tries what they can. */
export const plead: Operation = (stage, random) => {
  const [name, input] = random.one<[string, object]>([
    ['session.leave', {}],
    ['session.enter', {}],
    ['session.lock', { locked: true }],
    ['lead.take', {}],
    ['joint.gather', { seconds: 3 }],
  ]);
  const outside = (soul: Soul): boolean => !placed(soul) && soul.where.at !== 'expected';
  return asks(name, outside, () => input)(stage, random);
};

/** A browser says how large it shows a picture, or that it does not; the SFU tells what it sends. */
export const prefer: Operation = (stage, random) => {
  const guest = someone(stage, random, inside);
  const consumer = random.maybe([...(guest?.offered.keys() ?? [])]);
  if (guest === undefined || consumer === undefined) return;
  const spatial = random.one([null, 0, 1, 2]);
  stage.ask(guest, 'media.prefer', { consumer, spatial }, () => ({ ok }) => {
    const offer = guest.offered.get(consumer);
    if (ok && offer !== undefined) offer.hidden = spatial === null;
  });
  if (guest.peer === null) return;
  const event = { type: 'consumer.layer', session: 'fuzzed-session', peer: guest.peer, consumer, spatial };
  stage.sfu.say(event as Parameters<typeof stage.sfu.say>[0]);
};

/** A browser's transports come up, or its network changes. */
export const network: Operation = (stage, random) => {
  const guest = someone(stage, random, ({ peer }) => peer !== null);
  if (guest === undefined) return;
  const direction = random.one(['send', 'recv']);
  if (random.chance(0.5)) return stage.ask(guest, 'media.restart-ice', { direction });
  const fingerprints = [{ algorithm: 'sha-256', value: Array.from({ length: 32 }, () => 'AB').join(':') }];
  stage.ask(guest, 'media.connect', { direction, dtlsParameters: { role: 'client', fingerprints } });
};

/** A browser's network is slow: what it asks comes later, and in between to others. */
export const slowLine: Operation = (stage, random) => {
  const guest = random.maybe(stage.guests);
  if (guest !== undefined) guest.slow ??= [];
};

/** Whoever asks for no answer is told only that it was refused. */
export const shout: Operation = (stage, random) => {
  const guest = someone(stage, random, () => true);
  if (guest === undefined) return;
  const [name, input] = random.one([
    ['lead.return', {}],
    ['room.tell', { to: null, text: '' }],
    ['no.such-request', {}],
  ]);
  void guest.connection?.received({ name, rest: [input], tooLong: random.chance(0.2) });
};

/** Other things happen while the bytes of a file are on their way; sometimes it is their reader who goes. */
export const carry: Operation = async (stage, random) => {
  if (random.chance(0.4)) {
    stage.gates.hold('file');
    return shareFile(stage, random);
  }
  stage.gates.hold('sending');
  const guest = fetchFile(stage, random, 1);
  await stage.settle();
  if (guest === undefined || random.chance(0.5)) return;
  if (random.chance(0.5)) stage.drop(guest);
  else stage.ask(guest, 'session.leave', {});
};

export const fastLine: Operation = async (stage, random) => {
  const guest = random.maybe(stage.guests.filter(({ slow }) => slow !== null));
  if (guest === undefined) return;
  stage.counters.add('requests that came late', guest.slow?.length ?? 0);
  await stage.catchUp(guest);
};
