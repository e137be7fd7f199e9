import { lostAtLast } from './lost.ts';
import type { HeldPeer, ServerCommand } from '@parley/shared/session';
import { GRACE_MS } from '../life.ts';
import { must } from '../violation.ts';
import { captionsReported } from './captions.ts';
import { besideAtDoor } from './companions.ts';
import { passOn } from './handing.ts';
import { comeAsInterpreter, cutHearing } from './interpreting.ts';
import { bringInto, canAnswer, type Effects, knockAt, loseMedia, NOTICE_MS, sendTo } from './places.ts';
import { rosterEffects } from './roster.ts';
import { silenceEffects } from './silences.ts';
import { roomOfDraft } from './papers.ts';
import { keepEffects } from './versions.ts';
import { boundFor, leadsTalks, placed, present, roomOf } from './conditions.ts';
import type { Soul, World } from './world.ts';

/** What follows from what the server observed. */
export function ofServer(world: World, command: ServerCommand, at: number): Effects {
  const soul = 'participant' in command ? world.souls.get(command.participant) : undefined;
  switch (command.type) {
    case 'captions.provide':
    case 'captions.stall':
    case 'caption.hear':
      return captionsReported(world, command, at);
    case 'line.connected': {
      if (soul === undefined) return [];
      const { connection, device } = command;
      return [
        () => {
          if (soul.line === 'offline' || soul.device !== device) {
            loseMedia(world, soul);
            soul.mic = false;
          }
          Object.assign(soul, { line: 'online', connection, device, mutedBy: null, declined: null });
          soul.unseen.clear();
        },
      ];
    }
    case 'line.lost':
      return soul?.line === 'online' && soul.connection === command.connection
        ? [() => loseLine(world, soul, at)]
        : [];
    case 'line.expired':
      if (soul?.line !== 'lost') return [];
      return [() => giveUp(world, soul)];
    case 'link.withdrawn':
      if (soul === undefined || (soul.line === 'offline' && soul.peer === null)) return [];
      return [() => giveUp(world, soul)];
    case 'placement.settle':
      return soul === undefined ? [] : settle(world, soul, command.epoch);
    case 'placement.cut': {
      if (soul === undefined || soul.leaving === null || placed(soul) || soul.epoch !== command.epoch)
        return [];
      return [
        () => {
          must(
            world.acknowledged >= soul.leftAt,
            () => `${soul.id} counts as cut off before the SFU said so`,
          );
          soul.leaving = null;
        },
      ];
    }
    case 'floor.due':
      return passOn(world, command.room, at);
    case 'entry.due': {
      const knock = soul === undefined ? undefined : world.knocks.get(soul.id);
      if (soul === undefined || knock === undefined || knock.due === null || at < knock.due) return [];
      const along = besideAtDoor(world, soul.id).filter(({ id }) => {
        const due = world.knocks.get(id)?.due ?? null;
        return due !== null && at >= due;
      });
      const all = [soul, ...along];
      const errand = { to: knock.room, by: knock.by, sent: all.map(({ id }) => id) };
      return all.map((each) => () => bringInto(world, each, errand));
    }
    case 'entry.unattended': {
      const knock = soul === undefined ? undefined : world.knocks.get(soul.id);
      if (knock === undefined || !knock.asked || canAnswer(world, knock.room)) return [];
      return [() => knockAt(world, { ...knock, asked: false, due: at + NOTICE_MS })];
    }
    case 'gathering.due':
      return gather(world, at);
    case 'producer.failed':
      return world.tracks.has(command.producer) ? [() => void world.tracks.delete(command.producer)] : [];
    case 'media.lost': {
      const lost = world.all().filter(({ peer }) => peer !== null && command.peers.some((id) => id === peer));
      return lost.map((each) => () => loseMedia(world, each));
    }
    case 'version.keep':
      return keepEffects(world, roomOfDraft(command.document), command, {
        name: null,
        why: command.why,
        by: null,
        at,
      });
    case 'silence.begin':
    case 'silence.tell':
    case 'silence.end':
      return silenceEffects(world, command, at);
    case 'hearing.cut':
      return cutHearing(world, soul, command.since);
    case 'roster.follow':
      return rosterEffects(world, command.roster);
    case 'server.restarted':
      return restart(world, command.held, at);
  }
}

/**
 * Nobody's line is there any more; and of their media what the SFU says it holds in the very place where they stand. The
 * time of whoever was announced begins anew.
 */
function restart(world: World, held: readonly HeldPeer[], at: number): Effects {
  const announced = [...world.knocks.values()].filter(({ asked }) => !asked);
  return [
    ...announced.map((knock) => () => knockAt(world, { ...knock, due: at + NOTICE_MS })),
    ...loseWhatIsNotHeld(world, held, at),
  ];
}

function loseWhatIsNotHeld(world: World, held: readonly HeldPeer[], at: number): Effects {
  const trackOf = (id: string) =>
    held.flatMap(({ producers }) => producers).find(({ producer }) => producer === id);
  return world.all().flatMap((soul) => {
    const isBack = soul.line === 'online' || (soul.line === 'lost' && at - soul.lostSince < GRACE_MS);
    const isHeld = isBack && held.some(({ peer }) => peer === soul.peer);
    const gone = [...world.tracks.values()].filter(({ id, owner, room, source }) => {
      const tag = trackOf(id)?.tag;
      const isSame = tag?.room === room && tag.epoch === soul.epoch && trackOf(id)?.source === source;
      return owner === soul.id && !isSame;
    });
    return [
      ...(soul.peer !== null && !isHeld ? [() => loseMedia(world, soul)] : []),
      ...(isHeld
        ? gone.map(
            ({ id }) =>
              () =>
                void world.tracks.delete(id),
          )
        : []),
      ...(soul.line === 'online' ? [() => loseLine(world, soul, at)] : []),
    ];
  });
}

function loseLine(world: World, soul: Soul, at: number): void {
  soul.line = 'lost';
  soul.lostSince = at;
  soul.lostAt = world.now;
}

function giveUp(world: World, soul: Soul): void {
  soul.line = 'offline';
  soul.handSince = null;
  loseMedia(world, soul);
}

function settle(world: World, soul: Soul, epoch: number): Effects {
  const { where } = soul;
  if (where.at !== 'moving' || soul.epoch !== epoch) return [];
  return [
    () => {
      must(world.acknowledged >= soul.sentAt, () => `${soul.id} settles before the SFU has cut them off`);
      comeAsInterpreter(world, soul, where.to);
      soul.where = { at: 'in', room: where.to };
      soul.heardBy.clear();
      soul.preparedFor.clear();
      soul.unseen.clear();
      soul.leaving = null;
      soul.ear = { room: where.to, epoch };
      soul.stays.push(soul.ear);
      const inside = world.all().filter((other) => roomOf(other) === where.to);
      for (const other of inside) if (other !== soul && other.line !== 'online') other.unseen.add(soul.id);
      const isMet = leadsTalks(soul) || inside.some((other) => leadsTalks(other) && present(other));
      for (const other of leadsTalks(soul) ? inside : [soul]) {
        if (isMet && other.wish?.kind === 'mediator') other.wish = null;
      }
      sidesApart(world, soul, where.to);
      meetWords(world, soul, where.to);
    },
  ];
}

/** What was told while they were on the way is for them as well, now that they are there. */
function meetWords(world: World, { id, way, epoch }: Soul, room: string): void {
  for (const word of world.words) {
    const on = word.room === room ? word.coming.get(id) : undefined;
    if (on !== undefined && (word.kind === 'announced' ? on.way === way : on.epoch === epoch))
      word.met.add(id);
  }
}

/** Opposing sides meet in the joint session, or where a mediator confirmed it naming them; nowhere else. */
function sidesApart(world: World, soul: Soul, id: string): void {
  const room = world.rooms.get(id);
  must(room !== undefined, () => `${soul.id} settles in a room there is not`);
  if (soul.side === null) return;
  must(
    room.kind !== 'plenary' || world.jointSince !== null,
    () => `${soul.id} is in the plenary before it was opened`,
  );
  must(room.side === null || room.side === soul.side, () => `${soul.id} is in the other side's arrival room`);
  for (const other of world.all()) {
    const meets = other.side !== null && other.side !== soul.side && roomOf(other) === id;
    must(
      !meets || room.kind === 'plenary' || room.confirmed.has(`${soul.id} ${other.id}`),
      () => `${soul.id} meets ${other.id} in ${id} though nobody confirmed it`,
    );
  }
}

const isLed = (world: World): boolean => world.all().some((soul) => leadsTalks(soul) && present(soul));

/** For whose sake a countdown that is over brings nobody together; nobody's where nobody leads the talks. */
export function strandedBy(world: World, at: number): readonly string[] {
  const { gathering } = world;
  if (gathering === null || at < gathering.due || !isLed(world)) return [];
  const lost = lostAtLast(world);
  return lost.every((id) => gathering.without.includes(id)) ? [] : lost;
}

function gather(world: World, at: number): Effects {
  const { gathering } = world;
  if (gathering === null || at < gathering.due) return [];
  if (strandedBy(world, at).length > 0 || !isLed(world)) {
    return [() => void (world.gathering = null)];
  }
  return [
    () => {
      world.jointSince ??= at;
      world.gathering = null;
      world.knocks.clear();
      for (const soul of world.all()) {
        soul.missed = placed(soul) && !present(soul) && boundFor(soul) !== world.plenary;
        if (present(soul) && boundFor(soul) !== world.plenary) sendTo(world, soul, world.plenary);
      }
    },
  ];
}
