import { arePartners, isRendered } from '../oracle/voices.ts';
import { leadsTalks, placed, roomOf } from '../oracle/conditions.ts';
import type { Soul } from '../oracle/world.ts';
import type { Guest } from '../guest.ts';
import { joinMedia, someone, target } from '../picks.ts';
import type { Random } from '../random.ts';
import type { Stage } from '../stage.ts';
import { aimed, anyRoom, asks, asksHere, inside, type Operation } from './asking.ts';
import { publish } from './browsers.ts';

/** What people do about interpretation. */

const LANGUAGES = ['en', 'en', 'zh', 'fr'] as const;
const isInterpreter = ({ work }: Soul): boolean => work !== null;
const standing = (soul: Soul): boolean => isInterpreter(soul) && inside(soul);

export const assignInterpreter: Operation = (stage, random) => {
  const bound = random.one<object>([
    { to: 'session' },
    { to: 'room', room: anyRoom(stage, random) },
    { to: 'party', participant: target(stage, random, ({ role }) => role === 'party') },
  ]);
  const languages = random.one([
    ['zh', 'en'],
    ['en', 'zh', 'fr'],
    ['zh', 'en'],
    ['zh', 'fr'],
  ]);
  return aimed('interpreter.assign', isInterpreter, { languages, bound })(stage, random);
};

/** An interpreter comes back who works for a party that is elsewhere, while others of its side are in their room. */
export const comeBackAlone: Operation = async (stage, random) => {
  const { world } = stage;
  const chair = someone(stage, random, (soul) => leadsTalks(soul) && inside(soul));
  const guest = someone(stage, random, (soul) => isInterpreter(soul) && soul.side === null);
  const party = random.maybe(
    world.all().filter((soul) => soul.role === 'party' && !isAtHome(soul) && world.all().some(matesOf(soul))),
  );
  if (chair === undefined || guest === undefined || party === undefined) return;
  const { participant } = guest;
  if (world.soul(participant).where.at !== 'waiting') {
    stage.ask(guest, 'session.leave', {});
    await stage.settle();
    stage.ask(guest, 'session.enter', {});
    await stage.settle();
  }
  const bound = { to: 'party', participant: party.id };
  stage.ask(chair, 'interpreter.assign', { participant, languages: ['zh', 'en'], bound });
  await stage.settle();
  stage.ask(chair, 'lobby.admit', { participants: [participant], unserved: [] });

  function isAtHome(soul: Soul): boolean {
    const room = roomOf(soul);
    return room !== null && world.rooms.get(room)?.side === soul.side;
  }
  function matesOf({ side }: Soul): (soul: Soul) => boolean {
    return (soul) => soul.side === side && isAtHome(soul);
  }
};

const outletOf = (random: Random) =>
  random.one([
    { to: 'room' },
    { to: 'booth' },
    { to: 'channel', language: random.one(LANGUAGES) },
    { to: 'channel', language: 'en' },
    { to: 'channel', language: random.one(LANGUAGES) },
  ]);

export const directVoice = asksHere('interpreter.direct', standing, (_stage, random) => ({
  outlet: outletOf(random),
}));

/** Sends a microphone, and opens it, in as many steps as it takes; answers whether it did all of them. */
function openUp(stage: Stage, random: Random, guest: Guest): boolean {
  const me = stage.world.soul(guest.participant);
  if (me.peer === null || guest.peer !== me.peer) {
    joinMedia(stage, guest);
    return false;
  }
  const sends = [...stage.world.tracks.values()].some(
    ({ owner, source }) => owner === me.id && source === 'microphone',
  );
  if (!sends) publish(stage, guest, { source: 'microphone', epoch: me.epoch, track: random.below(100_000) });
  if (!me.mic) stage.ask(guest, 'microphone.set', { open: true, epoch: me.epoch });
  return true;
}

/** As an interpreter begins: with an open microphone, which is then sent somewhere. */
export const interpret: Operation = (stage, random) => {
  const guest = someone(stage, random, standing);
  if (guest === undefined || !openUp(stage, random, guest)) return;
  const { epoch } = stage.world.soul(guest.participant);
  stage.ask(guest, 'interpreter.direct', { epoch, outlet: outletOf(random) });
};

export const chooseLanguage: Operation = asks('channel.listen', placed, (_stage, random) => ({
  language: random.one(['en', 'en', 'zh', 'fr', null]),
}));

const beside =
  (me: Soul) =>
  (soul: Soul): boolean =>
    soul !== me && roomOf(soul) !== null && roomOf(soul) === roomOf(me);

/** Chooses, thinks better of it, and chooses the same again, while the SFU is busy with something else. */
export const waver: Operation = async (stage, random) => {
  const { world } = stage;
  const onAir = world.all().filter(({ work }) => work?.voice.to === 'channel');
  const guest = someone(stage, random, (soul) => soul.work === null && onAir.some(beside(soul)));
  if (guest === undefined) return;
  const me = world.soul(guest.participant);
  const voice = random.maybe(onAir.filter(beside(me)))?.work?.voice;
  const language = voice?.to === 'channel' ? voice.language : 'en';
  const choose = async (chosen: string | null): Promise<void> => {
    stage.ask(guest, 'channel.listen', { language: chosen });
    await stage.settle();
  };
  await choose(language);
  for (const queue of ['commands', 'media', 'reports'] as const) await steps(stage, random, queue);
  // Whoever interprets closes and opens their microphone meanwhile.
  for (const other of stage.guests) {
    const soul = world.soul(other.participant);
    if (!onAir.includes(soul)) continue;
    stage.ask(other, 'microphone.set', soul.mic ? { open: false } : { open: true, epoch: soul.epoch });
  }
  await stage.settle();
  await steps(stage, random, 'media');
  await choose(null);
  await steps(stage, random, 'reports');
  await choose(language);
};

async function steps(stage: Stage, random: Random, queue: 'commands' | 'media' | 'reports'): Promise<void> {
  for (let count = random.below(8); count > 0; count -= 1) await stage.step(queue);
}

const partnerOf =
  (me: Soul) =>
  (soul: Soul): boolean =>
    soul !== me && roomOf(soul) === roomOf(me) && arePartners(soul, me);

/** Whoever does not interpret just now begins to, mostly. */
export const offerHandover: Operation = (stage, random) => {
  const { world } = stage;
  const guest = someone(stage, random, (soul) => standing(soul) && world.all().some(partnerOf(soul)));
  if (guest === undefined) return;
  const me = world.soul(guest.participant);
  const epoch = stage.epochFor(me, random);
  if (me.work?.voice.to !== 'channel' && random.chance(0.7)) {
    const language = random.maybe(me.work?.languages ?? []) ?? 'en';
    stage.ask(guest, 'interpreter.direct', { epoch, outlet: { to: 'channel', language } });
  }
  stage.ask(guest, 'handover.offer', { epoch, to: target(stage, random, partnerOf(me)) });
};

/** Mostly with a microphone that is open by then. */
export const takeOver: Operation = (stage, random) => {
  const { offers } = stage.world;
  const guest = someone(stage, random, ({ id }) => [...offers.values()].some(({ to }) => to === id));
  if (guest === undefined) return;
  if (random.chance(0.8) && !openUp(stage, random, guest)) return;
  const me = stage.world.soul(guest.participant);
  const from = target(stage, random, ({ id }) => offers.get(id)?.to === me.id);
  stage.ask(guest, 'handover.take', { epoch: stage.epochFor(me, random), from });
};

export const endHandover = asksHere(
  'handover.end',
  ({ id }, { world }) => [...world.offers].some(([from, { to }]) => from === id || to === id),
  (stage, random, me) => ({
    from: target(stage, random, ({ id }) => {
      const offer = stage.world.offers.get(id);
      return offer !== undefined && (id === me.id || offer.to === me.id);
    }),
  }),
);

export const setManner: Operation = asks('manner.set', leadsTalks, (stage, random, me) => ({
  room: random.chance(0.6) ? (roomOf(me) ?? '') : anyRoom(stage, random),
  manner: random.chance(0.5)
    ? { kind: 'consecutive', limitSeconds: random.one([60, 120]), awaySeconds: random.one([5, 20]) }
    : { kind: 'simultaneous' },
}));

const floorBefore = ({ world }: Stage, soul: Soul) => world.turns.get(roomOf(soul) ?? '')?.floor;

export const takeFloor = asksHere('floor.take', (soul, stage) => floorBefore(stage, soul) === null);

export const passFloor = asksHere(
  'floor.pass',
  (soul, stage) => {
    const floor = floorBefore(stage, soul) ?? null;
    const isRendering = floor?.phase === 'interpreting' && isRendered(stage.world, roomOf(soul) ?? '');
    return floor !== null && (isRendering ? isInterpreter(soul) : floor.holder === soul.id);
  },
  (stage, random, me) => ({ to: random.chance(0.5) ? null : target(stage, random, beside(me)) }),
);

export const overrideFloor = asksHere(
  'floor.override',
  (soul, stage) => leadsTalks(soul) && floorBefore(stage, soul) !== undefined,
  (stage, random, me) => ({ to: random.chance(0.3) ? null : target(stage, random, beside(me)) }),
);

export const askSlower = asksHere('pace.ask', standing, (stage, random, me) => ({
  participant: target(stage, random, beside(me)),
}));
