import { isAgreementCommand } from '@parley/shared/agreement';
import { isCaptionsCommand, isInterpretingCommand, type ParticipantCommand } from '@parley/shared/session';
import { captionsRefusal } from './captions.ts';
import { withCompanions } from './companions.ts';
import { documentRefusal } from './documents.ts';
import { interpretingRefusal } from './interpreting.ts';
import { lostBy } from './lost.ts';
import { mixedBy } from './mixing.ts';
import {
  boundFor,
  type Denials,
  firstOf as first,
  inEpoch,
  isAlone,
  isAround,
  leadsTalks,
  placed,
  type Refused,
  roleChecks,
  roomOf,
} from './conditions.ts';
import type { Soul, World } from './world.ts';

const ROOMS = 40;
/** What one person shows, bytes. */
const OWN_FILES = 500_000_000;

type Check = Denials[number];

const confirms = (mixed: readonly string[], named: readonly string[]): boolean =>
  mixed.length === 0 || (new Set(named).size === mixed.length && mixed.every((id) => named.includes(id)));

/** In the room that somebody stands in, or not yet cut off from it. */
const withMe = (world: World, me: Soul, id: string): boolean => {
  const other = world.souls.get(id);
  const mine = roomOf(me);
  return other !== undefined && mine !== null && (other.leaving ?? roomOf(other)) === mine;
};

const directsNow = (world: World, id: string): boolean =>
  ['mediator', 'co-mediator'].includes(world.souls.get(id)?.role ?? '');

const whereIs = (world: World, id: string): string | null => world.souls.get(id)?.where.at ?? null;

/** Why somebody may not do this now, by the words of the rules; null when they may. */
export function refusal(world: World, command: ParticipantCommand, me: Soul, at: number): Refused {
  if (isAgreementCommand(command)) return documentRefusal(world, command, me);
  if (isInterpretingCommand(command)) return interpretingRefusal(world, command, me, at);
  if (isCaptionsCommand(command)) return captionsRefusal(world, command, me);
  const { conducts, presides } = roleChecks(world, me);
  const voiced: Check = [me.role !== 'observer', 'role.not-allowed'];
  const inside: Check = [placed(me), 'room.not-in'];
  const stands: readonly Check[] = [inside, [me.where.at === 'in', 'room.not-settled']];
  const open: readonly Check[] = [
    [world.phase.kind !== 'scheduled', 'session.not-open'],
    [world.phase.kind !== 'adjourned', 'session.adjourned'],
  ];
  const near = (id: string): Check => [withMe(world, me, id), 'participant.not-in-room'];
  /** Exactly those are named who come without the interpreter they need. */
  const served = (named: readonly string[] = []): Check => [
    confirms(lostBy(world, command, me), named),
    'interpreter.missing',
  ];
  const caucus = (room: string): Check => [world.rooms.get(room)?.kind === 'caucus', 'room.unknown'];
  /** Only who presides disposes of another who conducts. */
  const disposable = (targets: readonly string[]): Denials => {
    const pushed = targets.some((id) => id !== me.id && directsNow(world, id));
    return pushed ? presides : [];
  };
  const movable = (targets: readonly string[]): readonly Check[] => {
    const souls = targets.map((id) => world.souls.get(id));
    return [
      [
        souls.length > 0 && souls.every((soul) => soul !== undefined && placed(soul)),
        'participant.not-in-room',
      ],
      ...disposable(targets),
    ];
  };

  switch (command.type) {
    case 'session.enter': {
      if (me.where.at === 'waiting') return null;
      return first(
        [me.where.at !== 'removed', 'participant.removed'],
        [!placed(me), 'participant.already-in'],
        [!world.locked || me.welcome || leadsTalks(me), 'session.locked'],
      );
    }
    case 'session.leave':
      return first(
        [me.where.at !== 'expected', 'room.not-in'],
        [me.where.at !== 'removed', 'participant.removed'],
      );
    case 'session.adjourn':
      return first(...presides, ...open);
    case 'session.resume':
      return first(...presides, [world.phase.kind === 'adjourned', 'session.already-open']);
    case 'session.lock':
    case 'house-rules.set':
      return first(...presides);
    case 'lead.take':
      return first(
        [me.role === 'co-mediator', 'role.not-allowed'],
        [isAround(me), 'room.not-in'],
        [isAlone(world, me), 'lead.mediator-present'],
      );
    case 'lead.return':
      return first(...presides, [world.lead !== null, 'lead.not-taken']);
    case 'lobby.admit':
      return first(
        ...conducts,
        ...open,
        [command.participants.some((id) => whereIs(world, id) === 'waiting'), 'participant.not-waiting'],
        served(command.unserved),
      );
    case 'lobby.refuse':
      return first(
        ...conducts,
        [whereIs(world, command.participant) === 'waiting', 'participant.not-waiting'],
        ...disposable([command.participant]),
      );
    case 'participant.mute':
      return first(...conducts, ...stands, near(command.participant));
    case 'participant.remove': {
      const there = ['in', 'moving', 'waiting'].includes(whereIs(world, command.participant) ?? '');
      return first(
        ...presides,
        [command.participant !== me.id, 'participant.self'],
        [
          world.souls.get(command.participant)?.role !== 'mediator' || me.role === 'mediator',
          'role.not-allowed',
        ],
        [there, 'participant.not-in-room'],
      );
    }
    case 'participant.recall': {
      const out = ['removed', 'refused'].includes(whereIs(world, command.participant) ?? '');
      return first(...presides, [out, 'participant.not-removed']);
    }
    case 'ready.set':
      return first(...stands);
    case 'hand.raise':
      return first(inEpoch(me, command.epoch), voiced, ...stands);
    case 'hand.lower':
      return command.participant === me.id
        ? first(...stands)
        : first(...conducts, ...stands, near(command.participant));
    case 'microphone.set':
      return command.open ? first(inEpoch(me, command.epoch), voiced, ...stands) : first(inside);
    case 'caucus.open': {
      const sent = withCompanions(world, command.participants, null);
      return first(
        ...conducts,
        ...open,
        ...movable(sent),
        [confirms(mixedBy(world, null, sent), command.mixing), 'room.mixes-sides'],
        [world.rooms.size < ROOMS, 'room.too-many'],
      );
    }
    case 'caucus.rename':
    case 'caucus.time':
      return first(...conducts, caucus(command.room));
    case 'caucus.close': {
      const inside = world.all().filter((soul) => boundFor(soul) === command.room);
      return first(...conducts, caucus(command.room), ...disposable(inside.map(({ id }) => id)));
    }
    case 'people.move': {
      const to = world.rooms.get(command.to);
      const sent = withCompanions(world, command.participants, command.to);
      const sides = sent.map((id) => world.souls.get(id)?.side ?? null);
      const ownOnly = sides.every((side) => side === null || side === to?.side);
      return first(
        ...conducts,
        ...open,
        [to !== undefined, 'room.unknown'],
        ...movable(sent),
        [
          to?.kind !== 'plenary' || world.jointSince !== null || sides.every((side) => side === null),
          'joint.not-open',
        ],
        [to?.kind !== 'arrival' || ownOnly, 'room.of-other-side'],
        [
          to?.kind !== 'caucus' || confirms(mixedBy(world, command.to, sent), command.mixing),
          'room.mixes-sides',
        ],
        served(command.unserved),
      );
    }
    case 'entry.admit':
    case 'entry.end': {
      const knock = world.knocks.get(command.participant);
      const knows = knock !== undefined && (leadsTalks(me) || roomOf(me) === knock.room);
      if (command.type === 'entry.end' && leadsTalks(me)) {
        return first([knows, 'entry.unknown'], ...disposable([command.participant]));
      }
      return first(
        ...(command.type === 'entry.admit' ? [inEpoch(me, command.epoch)] : []),
        [knows, 'entry.unknown'],
        [['mediator', 'co-mediator', 'party', 'counsel'].includes(me.role), 'role.not-allowed'],
        ...stands,
        [roomOf(me) === knock?.room, 'room.not-in'],
        [knock?.asked === true, 'entry.not-asked'],
      );
    }
    case 'joint.gather':
      return first(
        ...conducts,
        ...open,
        inside,
        [world.gathering === null, 'gathering.under-way'],
        served(command.unserved),
      );
    case 'joint.close':
      return first(...conducts, ...open, [world.jointSince !== null, 'joint.not-open']);
    case 'gathering.call-off':
      return first(...conducts, [world.gathering !== null, 'gathering.none']);
    case 'wish.make':
      if (command.kind === 'late' || command.kind === 'help') {
        return first([me.where.at === 'waiting', 'participant.not-waiting']);
      }
      return first([['party', 'counsel'].includes(me.role), 'role.not-allowed'], ...stands);
    case 'wish.withdraw':
      return first([me.wish !== null, 'wish.none']);
    case 'wish.decline':
      return first(...conducts, [(world.souls.get(command.participant)?.wish ?? null) !== null, 'wish.none']);
    case 'room.tell': {
      const known = command.rooms.every(({ room }) => world.rooms.has(room));
      return first(...conducts, inside, [known, 'room.unknown']);
    }
    case 'chat.say':
      return first(voiced, ...stands, [roomOf(me) === command.room, 'room.not-in']);
    case 'file.share': {
      const fits = me.sharedBytes + command.file.size <= OWN_FILES;
      return first(voiced, ...stands, [roomOf(me) === command.room, 'room.not-in'], [fits, 'file.no-space']);
    }
    case 'media.join':
      return first(inside);
    case 'media.publish':
      return publishing(world, command, me, stands);
    case 'media.unpublish':
      return first([world.tracks.get(command.producer)?.owner === me.id, 'media.unknown']);
  }
}

function publishing(
  world: World,
  { source, epoch }: Extract<ParticipantCommand, { type: 'media.publish' }>,
  me: Soul,
  stands: readonly Check[],
): Refused {
  const shows = !(source === 'screen' || source === 'screen-audio') || me.role !== 'interpreter';
  const tracks = [...world.tracks.values()];
  return first(
    [me.role !== 'observer' && shows, 'role.not-allowed'],
    ...stands,
    [me.peer !== null, 'media.not-joined'],
    [epoch === me.epoch, 'epoch.stale'],
    [!tracks.some((track) => track.owner === me.id && track.source === source), 'media.already-published'],
    [
      source !== 'screen' || !tracks.some((track) => track.source === 'screen' && track.room === roomOf(me)),
      'media.screen-taken',
    ],
  );
}
