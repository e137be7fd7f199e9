import { arePartners, isRendered } from '../oracle/voices.ts';
import { leadsTalks, placed, roomOf, type Soul } from '../oracle/world.ts';
import { joinMedia, someone, target } from '../picks.ts';
import type { Random } from '../random.ts';
import type { Stage } from '../stage.ts';
import { aimed, anyRoom, asks, inside, type Operation } from './asking.ts';
import { publish } from './browsers.ts';

/** What people do about interpretation. */

const LANGUAGES = ['en', 'en', 'zh', 'fr'] as const;
const isInterpreter = ({ work }: Soul): boolean => work !== null;
const standing = (soul: Soul): boolean => isInterpreter(soul) && inside(soul);
const onAir = (soul: Soul): boolean => standing(soul) && soul.work?.voice.to === 'channel';

/** With the epoch that somebody says they are in. */
const asksHere = (
  name: string,
  fits: (soul: Soul, stage: Stage) => boolean,
  input: (stage: Stage, random: Random, me: Soul) => object = () => ({}),
): Operation => (stage, random) =>
  asks(
    name,
    (soul) => fits(soul, stage),
    (_stage, _random, me) => ({ ...input(stage, random, me), epoch: stage.epochFor(me, random) }),
  )(stage, random);

export const assignInterpreter: Operation = (stage, random) => {
  const bound = random.one<object>([
    { to: 'session' },
    { to: 'room', room: anyRoom(stage, random) },
    { to: 'party', participant: target(stage, random, ({ role }) => role === 'party') },
  ]);
  const languages = random.one([['zh', 'en'], ['en', 'zh', 'fr'], ['zh', 'en'], ['zh', 'fr']]);
  return aimed('interpreter.assign', isInterpreter, { languages, bound })(stage, random);
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

/** As an interpreter begins: with an open microphone, which is then sent somewhere. */
export const interpret: Operation = (stage, random) => {
  const guest = someone(stage, random, standing);
  if (guest === undefined) return;
  const me = stage.world.soul(guest.participant);
  if (me.peer === null || guest.peer !== me.peer) return joinMedia(stage, guest);
  const sends = [...stage.world.tracks.values()].some(
    ({ owner, source }) => owner === me.id && source === 'microphone',
  );
  if (!sends) publish(stage, guest, { source: 'microphone', epoch: me.epoch, track: random.below(100_000) });
  if (!me.mic) stage.ask(guest, 'microphone.set', { open: true });
  stage.ask(guest, 'interpreter.direct', { epoch: me.epoch, outlet: outletOf(random) });
};

export const chooseLanguage: Operation = asks('channel.listen', placed, (_stage, random) => ({
  language: random.one(['en', 'en', 'zh', 'fr', null]),
}));

const beside = (stage: Stage, random: Random, me: Soul): string =>
  target(stage, random, (soul) => soul !== me && roomOf(soul) !== null && roomOf(soul) === roomOf(me));

export const offerHandover = asksHere(
  'handover.offer',
  (soul, { world }) =>
    onAir(soul) &&
    world.all().some((other) => roomOf(other) === roomOf(soul) && other !== soul && arePartners(soul, other)),
  (stage, random, me) => ({
    to: target(stage, random, (soul) => roomOf(soul) === roomOf(me) && arePartners(soul, me) && soul !== me),
  }),
);

export const takeOver = asksHere(
  'handover.take',
  (soul, { world }) => [...world.offers.values()].some(({ to }) => to === soul.id),
  (stage, random, me) => ({
    from: target(stage, random, ({ id }) => stage.world.offers.get(id)?.to === me.id),
  }),
);

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

export const setManner: Operation = asks('manner.set', leadsTalks, (stage, random) => ({
  room: anyRoom(stage, random),
  manner: random.chance(0.5)
    ? { kind: 'consecutive', limitSeconds: random.one([60, 120]) }
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
  (stage, random, me) => ({ to: random.chance(0.5) ? null : beside(stage, random, me) }),
);

export const overrideFloor = asksHere(
  'floor.override',
  (soul, stage) => leadsTalks(soul) && floorBefore(stage, soul) !== undefined,
  (stage, random, me) => ({ to: random.chance(0.3) ? null : beside(stage, random, me) }),
);

export const askSlower = asksHere('pace.ask', standing, (stage, random, me) => ({
  participant: beside(stage, random, me),
}));
