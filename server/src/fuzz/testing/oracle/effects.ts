import { lostIn } from './lost.ts';
import { isAgreementCommand } from '@parley/shared/agreement';
import {
  type Command,
  isCaptionsCommand,
  isInterpretingCommand,
  type ParticipantCommand,
  type ServerCommand,
} from '@parley/shared/session';
import { besideAtDoor, withCompanions } from './companions.ts';
import { captionsEffects, deafen } from './captions.ts';
import { documentEffects } from './documents.ts';
import { interpretingEffects } from './interpreting.ts';
import {
  admit,
  bringInto,
  canAnswer,
  confirm,
  type Effects,
  knockAt,
  loseMedia,
  NOTICE_MS,
  putOut,
  say,
  sendTo,
} from './places.ts';
import { comings, isDoorOpen, type Retreat, retreats } from './coming.ts';
import { mixedBy } from './mixing.ts';
import { ofServer } from './server-effects.ts';
import { boundFor, leadsTalks, placed, roomOf } from './conditions.ts';
import type { Knock, Soul, World } from './world.ts';

export function effects(world: World, command: Command, me: Soul | null, at: number): Effects {
  return me === null
    ? ofServer(world, command as ServerCommand, at)
    : ofPerson(world, command as ParticipantCommand, me, at);
}

function ofPerson(world: World, command: ParticipantCommand, me: Soul, at: number): Effects {
  if (isAgreementCommand(command)) return documentEffects(world, command, me, at);
  if (isInterpretingCommand(command)) return interpretingEffects(world, command, me, at);
  if (isCaptionsCommand(command)) return captionsEffects(world, command, me, at);
  const target = 'participant' in command ? world.souls.get(command.participant) : undefined;
  const about = (then: (soul: Soul) => void, already = false): Effects =>
    target === undefined || already ? [] : [() => then(target)];
  switch (command.type) {
    case 'session.enter':
      if (!leadsTalks(me) || world.phase.kind === 'adjourned') {
        return me.where.at === 'waiting' ? [] : [() => comeAgain(world, me, at)];
      }
      return [
        () => {
          if (world.phase.kind === 'scheduled') world.phase = { kind: 'open', since: at };
          sendTo(world, me, world.plenary);
        },
      ];
    case 'session.leave':
      return me.where.at === 'left' ? [] : [() => leave(world, me)];
    case 'session.adjourn':
      return [
        () => {
          world.phase = { kind: 'adjourned', note: command.note };
          world.jointSince = null;
          world.gathering = null;
          world.lead = null;
          for (const soul of world.all().filter(placed)) {
            const room = boundFor(soul);
            putOut(world, soul, { at: 'waiting', since: at });
            soul.returnTo = room !== null && world.rooms.get(room)?.kind === 'caucus' ? room : null;
          }
          for (const room of world.rooms.values()) {
            if (room.endsAt === null) continue;
            room.left = Math.max(0, room.endsAt - at);
            room.endsAt = null;
          }
        },
      ];
    case 'session.resume':
      return [
        () => {
          world.phase = { kind: 'open', since: at };
          for (const room of world.rooms.values()) {
            if (room.left !== null) Object.assign(room, { endsAt: at + room.left, left: null });
          }
          if (me.where.at === 'waiting') sendTo(world, me, world.plenary);
        },
      ];
    case 'session.lock':
      return world.locked === command.locked ? [] : [() => void (world.locked = command.locked)];
    case 'house-rules.set':
      return [() => void (world.rules = command.rules)];
    case 'lead.take':
      return world.lead === me.id ? [] : [() => void (world.lead = me.id)];
    case 'lead.return':
      return [() => void (world.lead = null)];
    case 'lobby.admit':
      return comings(world, command.participants, me).map((each) => () => admit(world, each, me, at));
    case 'lobby.refuse':
      return about((soul) => putOut(world, soul, { at: 'refused', reason: command.reason }));
    case 'participant.mute':
      return about((soul) => mute(soul, me), target?.mic === false);
    case 'participant.remove':
      return about((soul) => putOut(world, soul, { at: 'removed', reason: command.reason }));
    case 'participant.recall':
      return about((soul) => putOut(world, soul, { at: 'expected' }));
    case 'ready.set':
      return me.ready === command.ready ? [] : [() => void (me.ready = command.ready)];
    case 'hand.raise':
      return me.handSince === null ? [() => void (me.handSince = at)] : [];
    case 'hand.lower':
      return about((soul) => void (soul.handSince = null), target?.handSince === null);
    case 'microphone.set':
      return me.mic === command.open ? [] : [() => void (me.mic = command.open)];
    case 'caucus.open':
      return [
        () => {
          const participants = withCompanions(world, command.participants, null);
          const mixed = mixedBy(world, null, participants);
          const room = world.addRoom(command.room, 'caucus', null);
          room.title = command.title;
          room.openedAt = at;
          room.endsAt = command.minutes === null ? null : at + command.minutes * 60_000;
          confirm(world, room.id, mixed);
          for (const id of participants) {
            const soul = world.soul(id);
            bringInto(world, soul, { to: room.id, by: me.id, sent: participants });
          }
        },
      ];
    case 'caucus.rename':
      return [() => void ((world.rooms.get(command.room) ?? { title: null }).title = command.title)];
    case 'caucus.time':
      return [
        () => {
          const room = world.rooms.get(command.room);
          if (room === undefined) return;
          room.left = null;
          room.endsAt = command.minutes === null ? null : at + command.minutes * 60_000;
        },
      ];
    case 'caucus.close':
      return [() => closeCaucus(world, command.room, me, at)];
    case 'people.move':
      return moved(world, command, me, at);
    case 'entry.admit': {
      const knock = world.knocks.get(command.participant);
      const along = besideAtDoor(world, command.participant).filter(({ id }) => world.knocks.get(id)?.asked);
      return about((soul) => {
        if (knock === undefined) return;
        const all = [soul, ...along];
        const errand = { to: knock.room, by: knock.by, sent: all.map(({ id }) => id) };
        for (const each of all) bringInto(world, each, errand);
      });
    }
    case 'entry.end':
      return about((soul) => {
        for (const each of [...besideAtDoor(world, soul.id), soul]) world.knocks.delete(each.id);
      });
    case 'joint.gather':
      return [
        () => {
          const without = lostIn(world);
          world.gathering = { by: me.id, due: at + command.seconds * 1_000, without };
        },
      ];
    case 'gathering.call-off':
      return [() => void (world.gathering = null)];
    case 'joint.close':
      return [
        () => {
          const goes = retreats(world, world.plenary, me);
          world.jointSince = null;
          world.gathering = null;
          for (const soul of world.all()) soul.missed = false;
          for (const each of goes) retire(world, each, me, at);
        },
      ];
    case 'wish.make':
      return [() => void (me.wish = { kind: command.kind, note: command.note, at })];
    case 'wish.withdraw':
      return [() => void (me.wish = null)];
    case 'wish.decline':
      return about((soul) => {
        soul.wish = null;
        if (soul.line !== 'online') soul.declined = { by: me.id, reason: command.reason };
      });
    case 'room.tell':
      return [
        () => {
          for (const { room, id } of command.rooms) {
            say(world, { id, room, text: command.text }, { author: me.id, kind: command.kind, at });
          }
        },
      ];
    case 'chat.say':
      return [() => say(world, command, { author: me.id, kind: 'said', at })];
    case 'file.share':
      return [
        () => {
          me.sharedBytes += command.file.size;
          say(world, { ...command, text: command.name }, { author: me.id, kind: 'shared', at });
        },
      ];
    case 'media.join':
      return [
        () => {
          loseMedia(world, me);
          me.peer = command.peer;
          world.peers.set(command.peer, me.id);
        },
      ];
    case 'media.publish': {
      const { producer: id, source } = command;
      return [
        () => {
          const track = { id, owner: me.id, source, room: roomOf(me) ?? '', epoch: me.epoch };
          world.tracks.set(id, track);
          world.owners.set(id, me.id);
          world.sources.set(id, source);
        },
      ];
    }
    case 'media.unpublish':
      return [() => void world.tracks.delete(command.producer)];
  }
}

/** Into the lobby, with what they had when they left an adjourned session. */
function comeAgain(world: World, me: Soul, at: number): void {
  const { returnTo } = me;
  putOut(world, me, { at: 'waiting', since: at });
  me.returnTo = returnTo;
}

function leave(world: World, me: Soul): void {
  const { returnTo, where } = me;
  const welcome = me.welcome || (world.phase.kind === 'adjourned' && where.at === 'waiting');
  putOut(world, me, { at: 'left' });
  Object.assign(me, { returnTo, welcome });
}

function closeCaucus(world: World, room: string, me: Soul, at: number): void {
  for (const each of retreats(world, room, me)) {
    if (each.to === null) putOut(world, each.soul, { at: 'waiting', since: at });
    else retire(world, each, me, at);
  }
  for (const knock of world.knocks.values()) if (knock.room === room) world.knocks.delete(knock.who);
  const closed = world.rooms.get(room);
  if (closed !== undefined) world.closed.set(room, closed);
  world.rooms.delete(room);
  world.turns.delete(room);
  deafen(world, room);
  world.drafts.delete(room);
  world.remarks.keep((remark) => remark.room !== room);
}

/** Nobody who is there already goes. */
function retire(world: World, { soul, to, knocks, asks }: Retreat, by: Soul, at: number): void {
  if (to !== null && boundFor(soul) !== to) bringInto(world, soul, { to, by: by.id, sent: [soul.id] });
  if (knocks !== null) {
    knockAt(world, { who: soul.id, room: knocks, by: by.id, asked: asks, due: asks ? null : at + NOTICE_MS });
  }
}

/** Everyone's door is judged by how things stood before any of them moved. */
function moved(
  world: World,
  { participants, to }: Extract<ParticipantCommand, { type: 'people.move' }>,
  me: Soul,
  at: number,
): Effects {
  const sent = withCompanions(world, participants, to);
  const mixed = mixedBy(world, to, sent);
  const steps = sent.flatMap((id): (() => void)[] => {
    const soul = world.soul(id);
    const knock = world.knocks.get(id);
    if (boundFor(soul) === to) return knock === undefined ? [] : [() => void world.knocks.delete(id)];
    if (isDoorOpen(world, soul, to, me, sent)) {
      return [() => bringInto(world, soul, { to, by: me.id, sent })];
    }
    const asked = world.rules.entry === 'admit' && !leadsTalks(soul) && canAnswer(world, to);
    if (knock?.room === to && knock.asked === asked) return [];
    const next: Knock = { who: id, room: to, by: me.id, asked, due: asked ? null : at + NOTICE_MS };
    return [() => knockAt(world, next)];
  });
  const caucus = world.rooms.get(to)?.kind === 'caucus';
  return steps.length > 0 && caucus ? [() => confirm(world, to, mixed), ...steps] : steps;
}

function mute(soul: Soul, by: Soul): void {
  soul.mic = false;
  if (soul !== by && soul.line !== 'online') soul.mutedBy = by.id;
}
