import type { InterpretingCommand } from '@parley/shared/session';
import { endOffers } from './handing.ts';
import { standing } from './papers.ts';
import type { Effects } from './places.ts';
import { must } from '../violation.ts';
import { isWithin } from './sight.ts';
import { arePartners, hasTurn, isFor, isRendered, speakersInto, voiceOf, worksElsewhere } from './voices.ts';
import { whisper } from './whispers.ts';
import { type Patron, type Voice, type Work, workAtFirst } from './work.ts';
import { type Denials, firstOf, inEpoch, present, type Refused, roleChecks, roomOf } from './conditions.ts';
import type { Soul, World } from './world.ts';

/** What is done about interpretation: why it is refused, and what follows from it. */

const PACE_MS = 10_000;

export function interpretingRefusal(
  world: World,
  command: InterpretingCommand,
  me: Soul,
  at: number,
): Refused {
  return firstOf(
    ...('epoch' in command ? [inEpoch(me, command.epoch)] : []),
    ...denials(world, command, me, at),
  );
}

function denials(world: World, command: InterpretingCommand, me: Soul, at: number): Denials {
  const { conducts } = roleChecks(world, me);
  const stands = standing(me);
  const interprets: Denials = [[me.work !== null, 'role.not-allowed'], ...stands];
  const room = roomOf(me);
  const turns = room === null ? undefined : world.turns.get(room);
  const inTurn: Denials[number] = [turns !== undefined, 'floor.none'];
  const isBeside = (id: string | null): Denials[number] => {
    const soul = id === null ? me : world.souls.get(id);
    const speaks = soul !== undefined && (id === null || soul.role !== 'observer');
    return [speaks && roomOf(soul) === room, 'participant.not-in-room'];
  };
  const isTheirs = (language: string | null): Denials[number] => [
    language !== null && me.work?.languages.includes(language) === true,
    'interpreter.not-your-language',
  ];
  const worksHere: Denials[number] = [!worksElsewhere(me, room), 'interpreter.elsewhere'];
  switch (command.type) {
    case 'interpreter.assign':
      return [...conducts, ...mayWorkFor(world, world.souls.get(command.participant), command.bound)];
    case 'interpreter.direct': {
      const { outlet } = command;
      if (outlet.to !== 'channel') return interprets;
      const others = speakersInto(world, room, outlet.language, me);
      return [
        ...interprets,
        isTheirs(outlet.language),
        worksHere,
        [turns === undefined, 'channel.consecutive'],
        [!others.some(present), 'channel.taken'],
      ];
    }
    case 'channel.listen':
      return stands.slice(0, 1);
    case 'handover.offer': {
      const to = world.souls.get(command.to);
      const atHand =
        to !== undefined && to !== me && present(to) && roomOf(to) === room && arePartners(me, to);
      return [
        ...interprets,
        [voiceOf(world, me).to === 'channel', 'handover.not-interpreting'],
        [atHand, 'handover.no-partner'],
        [!world.offers.has(me.id), 'handover.under-way'],
      ];
    }
    case 'handover.take': {
      const from = world.souls.get(command.from);
      const language = from === undefined ? null : languageOf(world, from);
      const isMine = from !== undefined && roomOf(from) === room && world.offers.get(from.id)?.to === me.id;
      const speaks = [...world.tracks.values()].some(
        ({ owner, source }) => owner === me.id && source === 'microphone',
      );
      return [
        ...interprets,
        [isMine && language !== null, 'handover.none'],
        isTheirs(language),
        worksHere,
        [me.mic && speaks, 'handover.silent'],
      ];
    }
    case 'handover.end': {
      const offer = world.offers.get(command.from);
      const isMine = offer !== undefined && [command.from as string, offer.to].includes(me.id);
      return [[isMine, 'handover.none']];
    }
    case 'booth.say':
      return [...interprets, [room === command.room, 'room.not-in']];
    case 'manner.set':
      return [...conducts, [world.rooms.has(command.room), 'room.unknown']];
    case 'floor.take':
      return [
        [me.role !== 'observer', 'role.not-allowed'],
        ...stands,
        inTurn,
        [turns?.floor === null, 'floor.taken'],
      ];
    case 'floor.pass':
      return [...stands, inTurn, [hasTurn(world, me), 'floor.not-yours'], isBeside(command.to)];
    case 'floor.override':
      return [...conducts, ...stands, inTurn, isBeside(command.to)];
    case 'pace.ask': {
      const waited = me.work?.askedAt === null || at - (me.work?.askedAt ?? at) >= PACE_MS;
      return [
        ...interprets,
        [command.participant !== me.id, 'participant.self'],
        isBeside(command.participant),
        [waited, 'pace.too-soon'],
      ];
    }
  }
}

function mayWorkFor(world: World, soul: Soul | undefined, patron: Patron): Denials {
  const known: Denials[number] = [soul !== undefined && soul.work !== null, 'interpreter.unknown'];
  switch (patron.to) {
    case 'session':
      return [known];
    case 'room':
      return [known, [world.rooms.has(patron.room), 'room.unknown']];
    case 'party': {
      const party = world.souls.get(patron.participant);
      const mayBe = soul?.side === null || soul?.side === party?.side;
      return [known, [party?.role === 'party', 'participant.unknown'], [mayBe, 'interpreter.of-other-side']];
    }
  }
}

const languageOf = (world: World, soul: Soul): string | null => {
  const voice = voiceOf(world, soul);
  return voice.to === 'channel' ? voice.language : null;
};

/** Whom an interpreter is not for any more hears them until the SFU has acknowledged it. */
export function interpretingEffects(
  world: World,
  command: InterpretingCommand,
  me: Soul,
  at: number,
): Effects {
  const follows = changes(world, command, me, at);
  return follows.length === 0 ? [] : [fadingWith(world, follows)];
}

/** All of these, and whoever is heard by somebody no more fades to them. */
export const fadingWith = (world: World, follows: Effects) => (): void => {
  const before = new Map(world.all().map((soul) => [soul, whoHears(world, soul)]));
  for (const follow of follows) follow();
  for (const [soul, heard] of before) {
    const now = new Set(whoHears(world, soul));
    fade(
      world,
      soul,
      heard.filter((id) => !now.has(id)),
    );
  }
};

/** The case says otherwise now what somebody speaks: between these languages they interpret, and into no other. */
export function correctWork(world: World, soul: Soul): void {
  const { work } = soul;
  const first = workAtFirst(
    soul.person,
    world.all().map(({ person }) => person),
  );
  if (work === null || first === null) return;
  if (work.languages.length === 0) work.patron = first.patron;
  work.languages = first.languages;
  if (!mayGoOn(soul, work)) direct(world, soul, { to: 'booth' });
}

/** Of those who are in their room, or not yet cut off from it. */
function whoHears(world: World, soul: Soul): readonly string[] {
  const room = roomOf(soul);
  const sounds = [...world.tracks.values()].some(
    ({ owner, source }) => owner === soul.id && source === 'microphone',
  );
  if (room === null || soul.work === null || !sounds) return [];
  const near = world.all().filter((other) => other !== soul && isWithin(other, room));
  return near.filter((other) => isFor(world, soul, other)).map(({ id }) => id);
}

function fade(world: World, { work }: Soul, lost: readonly string[]): void {
  if (work === null || lost.length === 0) return;
  const heardBy = new Set([...(work.fading?.heardBy ?? []), ...lost]);
  work.fading = { heardBy, after: world.seqBefore, upTo: world.seq };
}

function changes(world: World, command: InterpretingCommand, me: Soul, at: number): Effects {
  const room = roomOf(me);
  const give = (holder: string | null, phase: 'speaking' | 'interpreting' = 'speaking') => [
    () => {
      const turns = room === null ? undefined : world.turns.get(room);
      if (turns === undefined) return;
      turns.floor = holder === null ? null : { holder, phase, since: at };
      turns.lapsed = null;
    },
  ];
  switch (command.type) {
    case 'interpreter.assign': {
      const { participant, languages, bound: patron } = command;
      return works(world.souls.get(participant), (work, soul) => {
        Object.assign(work, { languages, patron });
        if (!mayGoOn(soul, work)) direct(world, soul, { to: 'booth' });
      });
    }
    case 'interpreter.direct': {
      const { outlet } = command;
      if (isSame(me.work?.voice, outlet)) return [];
      // Whoever else spoke into it is away: nobody on the line would have made room.
      const away = outlet.to === 'channel' ? speakersInto(world, room, outlet.language, me) : [];
      return [
        ...away.map((soul) => () => direct(world, soul, { to: 'booth' })),
        () => direct(world, me, outlet),
      ];
    }
    case 'channel.listen':
      return me.listens === command.language ? [] : [() => void (me.listens = command.language)];
    case 'handover.offer':
      return [() => void world.offers.set(me.id, { to: command.to, at })];
    case 'handover.take': {
      const from = world.soul(command.from);
      const language = languageOf(world, from);
      if (language === null) return [];
      return [
        () => {
          direct(world, from, { to: 'booth' });
          direct(world, me, { to: 'channel', language });
          endOffers(world, (giver) => giver === me.id);
        },
      ];
    }
    case 'handover.end':
      return [() => void world.offers.delete(command.from)];
    case 'booth.say':
      return [() => whisper(world, command, me, at)];
    case 'manner.set':
      return manner(world, command.room, command.manner.kind === 'consecutive' ? command.manner : null);
    case 'floor.take':
      return give(me.id);
    case 'floor.pass': {
      const floor = room === null ? null : (world.turns.get(room)?.floor ?? null);
      const isSaid = command.to === null && floor?.phase === 'speaking';
      if (isSaid && room !== null && isRendered(world, room)) return give(floor.holder, 'interpreting');
      return give(command.to);
    }
    case 'floor.override':
      return give(command.to);
    case 'pace.ask':
      return works(me, (work) => void (work.askedAt = at));
  }
}

const works = (soul: Soul | undefined, then: (work: Work, soul: Soul) => void): Effects => {
  const work = soul?.work ?? null;
  return soul === undefined || work === null ? [] : [() => then(work, soul)];
};

/** Nobody offers what they do not speak into any more. */
function direct(world: World, soul: Soul, voice: Voice): void {
  if (soul.work !== null) soul.work.voice = voice;
  if (voice.to !== 'channel') endOffers(world, (from) => from === soul.id);
}

const isSame = (one: Voice | undefined, other: Voice): boolean =>
  one?.to === other.to && (one.to !== 'channel' || other.to !== 'channel' || one.language === other.language);

function mayGoOn(soul: Soul, { voice, languages }: Work): boolean {
  if (voice.to !== 'channel') return true;
  const room = roomOf(soul);
  return languages.includes(voice.language) && (room === null || !worksElsewhere(soul, room));
}

function manner(
  world: World,
  room: string,
  inTurn: { readonly limitSeconds: number; readonly awaySeconds: number } | null,
): Effects {
  const turns = world.turns.get(room);
  if (inTurn === null) return turns === undefined ? [] : [() => void world.turns.delete(room)];
  const { limitSeconds, awaySeconds } = inTurn;
  if (turns?.limitSeconds === limitSeconds && turns.awaySeconds === awaySeconds) return [];
  return [
    () => {
      const { floor = null, lapsed = null } = turns ?? {};
      world.turns.set(room, { limitSeconds, awaySeconds, floor, lapsed });
      endOffers(world, (from) => roomOf(world.soul(from)) === room);
    },
  ];
}

/** Whoever comes to where another speaks into their language is not on the air there, nor who works elsewhere. */
export function comeAsInterpreter(world: World, soul: Soul, room: string): void {
  const { work } = soul;
  if (work === null) return;
  if (work.patron.to === 'room' && !world.rooms.has(work.patron.room)) work.patron = { to: 'session' };
  if (work.voice.to !== 'channel') return;
  const isTaken = speakersInto(world, room, work.voice.language, soul).length > 0;
  if (isTaken || worksElsewhere(soul, room)) direct(world, soul, { to: 'booth' });
}

/** Those who are not heard any more are said to be cut off, and so the SFU must have said. */
export function cutHearing(world: World, soul: Soul | undefined, since: number): Effects {
  const fading = soul?.work?.fading ?? null;
  if (fading === null || since <= fading.after || since > fading.upTo) return [];
  return works(soul, (work, { id }) => {
    must(
      world.acknowledged >= fading.upTo,
      () => `${id} counts as not heard any more before the SFU said so`,
    );
    work.fading = null;
  });
}
