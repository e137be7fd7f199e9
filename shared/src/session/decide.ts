import { isAgreementCommand } from '../agreement/commands.ts';
import { decideAgreement } from '../agreement/decide.ts';
import { withSidesThatCame } from '../agreement/decide-coming.ts';
import type { ConnectionId, ParticipantId } from '../ids.ts';
import { isCaptionsCommand } from '../captions/commands.ts';
import { decideCaptions } from '../captions/decide.ts';
import { isInterpretingCommand } from '../interpreting/commands.ts';
import { decideInterpreting } from '../interpreting/decide.ts';
import { assertNever } from '../lib/assert-never.ts';
import { ok } from '../lib/result.ts';
import { can } from '../policy/can.ts';
import { withInterpreters } from '../policy/companions.ts';
import { unservedIn } from '../policy/unserved.ts';
import { admit } from './admission.ts';
import { inEpoch } from './asking.ts';
import type { Actor, Command, ParticipantActor, ParticipantCommand, ServerCommand } from './commands.ts';
import { decideServer } from './decide-server.ts';
import { about, type AllowedTo, type Decision, denied, deniedBy, happened } from './decision.ts';
import type { SessionEvent } from './events.ts';
import { hasSpaceFor } from './file-space.ts';
import { publish } from './media-decisions.ts';
import {
  admitEntry,
  closeCaucus,
  closeJoint,
  endEntry,
  endsAt,
  move,
  movePeople,
  openCaucus,
} from './moves.ts';
import { destinationOf, type Presence, type SessionState } from './state.ts';

/**
 * What follows from a command: the events to store, or the stated denial. Pure and total; `at` is milliseconds
 * since 1970. An empty list means that it holds already.
 */
export function decide(state: SessionState, command: Command, actor: Actor, at: number): Decision {
  const decision = decideAlone(state, command, actor, at);
  return decision.ok ? ok(withSidesThatCame(state, decision.value, at)) : decision;
}

function decideAlone(state: SessionState, command: Command, actor: Actor, at: number): Decision {
  switch (actor.kind) {
    case 'participant':
      return isServerCommand(command)
        ? denied('role.not-allowed')
        : decideParticipant(state, command, actor, at);
    case 'server':
      return isServerCommand(command) ? decideServer(state, command, at) : denied('role.not-allowed');
    default:
      return assertNever(actor);
  }
}

const serverCommands: { readonly [T in ServerCommand['type']]: true } = {
  'line.connected': true,
  'line.lost': true,
  'line.expired': true,
  'link.withdrawn': true,
  'placement.settle': true,
  'placement.cut': true,
  'hearing.cut': true,
  'silence.begin': true,
  'silence.tell': true,
  'silence.end': true,
  'floor.due': true,
  'entry.due': true,
  'entry.unattended': true,
  'gathering.due': true,
  'producer.failed': true,
  'media.lost': true,
  'captions.provide': true,
  'captions.stall': true,
  'caption.hear': true,
  'version.keep': true,
  'roster.follow': true,
  'server.restarted': true,
};
const isServerCommand = (command: Command): command is ServerCommand =>
  Object.hasOwn(serverCommands, command.type);

function decideParticipant(
  state: SessionState,
  command: ParticipantCommand,
  { id: by, line }: ParticipantActor,
  at: number,
): Decision {
  const me = state.people.get(by);
  if (me === undefined) return denied('participant.unknown');
  if (line !== null && !isOnLine(me, line)) return denied('connection.superseded');
  const allowedTo: AllowedTo = (action, target, then) => {
    const verdict = can(state, by, action, target);
    return verdict.kind === 'deny' ? deniedBy(verdict) : then();
  };

  if (isAgreementCommand(command)) return decideAgreement(state, command, { me, at, allowedTo });
  if (isInterpretingCommand(command)) return decideInterpreting(state, command, { me, at, allowedTo });
  if (isCaptionsCommand(command)) return decideCaptions(state, command, { me, at, allowedTo });
  switch (command.type) {
    case 'session.enter':
      return allowedTo('session.enter', {}, () => enter(state, me, at));
    case 'session.leave':
      return allowedTo('session.leave', {}, () =>
        me.attendance.kind === 'left' ? happened() : happened({ type: 'participant.left', participant: by }),
      );
    case 'session.adjourn':
      return allowedTo('session.adjourn', {}, () => adjourn(state, by, command.note, at));
    case 'session.resume':
      return allowedTo('session.resume', {}, () =>
        happened(
          { type: 'session.resumed', by, at },
          ...restarted(state, by, at),
          ...(me.attendance.kind === 'waiting' ? [move(me, state.plenary, by)] : []),
        ),
      );
    case 'session.lock':
      return allowedTo('session.lock', {}, () =>
        state.locked === command.locked
          ? happened()
          : happened({ type: 'session.locked', by, locked: command.locked }),
      );
    case 'house-rules.set':
      return allowedTo('house-rules.set', {}, () =>
        happened({ type: 'house-rules.set', by, rules: command.rules }),
      );
    case 'lead.take':
      return allowedTo('lead.take', {}, () =>
        state.lead === by ? happened() : happened({ type: 'lead.taken', by }),
      );
    case 'lead.return':
      return allowedTo('lead.return', {}, () => happened({ type: 'lead.returned', by }));
    case 'lobby.admit': {
      const { participants, unserved = [] } = command;
      return allowedTo('lobby.admit', { participants, unserved }, () => admit(state, participants, by, at));
    }
    case 'lobby.refuse':
      return allowedTo('lobby.refuse', { participant: command.participant }, () =>
        happened({
          type: 'participant.refused',
          participant: command.participant,
          by,
          reason: command.reason,
        }),
      );
    case 'participant.mute':
      return allowedTo('participant.mute', { participant: command.participant }, () =>
        about(state, command.participant, (person) =>
          person.microphone === 'muted'
            ? happened()
            : happened({ type: 'microphone.muted', participant: command.participant, by }),
        ),
      );
    case 'participant.remove':
      return allowedTo('participant.remove', { participant: command.participant }, () =>
        happened({
          type: 'participant.removed',
          participant: command.participant,
          by,
          reason: command.reason,
        }),
      );
    case 'participant.recall':
      return allowedTo('participant.recall', { participant: command.participant }, () =>
        happened({ type: 'participant.recalled', participant: command.participant, by }),
      );
    case 'ready.set':
      return allowedTo('ready.set', {}, () =>
        me.ready === command.ready
          ? happened()
          : happened({ type: 'ready.set', participant: by, ready: command.ready }),
      );
    case 'hand.raise':
      return inEpoch(me, command.epoch, () =>
        allowedTo('hand.raise', {}, () =>
          me.handSince === null ? happened({ type: 'hand.raised', participant: by, at }) : happened(),
        ),
      );
    case 'hand.lower':
      return allowedTo('hand.lower', { participant: command.participant }, () =>
        about(state, command.participant, (person) =>
          person.handSince === null
            ? happened()
            : happened({ type: 'hand.lowered', participant: command.participant, by }),
        ),
      );
    case 'microphone.set':
      return command.open
        ? inEpoch(me, command.epoch, () => openMicrophone(me, allowedTo))
        : closeMicrophone(me, allowedTo);
    case 'caucus.open': {
      const { mixing } = command;
      const participants = withInterpreters(state, command.participants, null);
      return allowedTo('caucus.open', { participants, mixing }, () =>
        openCaucus(state, { ...command, participants }, by, at),
      );
    }
    case 'caucus.rename':
      return allowedTo('caucus.change', { room: command.room }, () =>
        happened({ type: 'caucus.renamed', by, room: command.room, title: command.title }),
      );
    case 'caucus.time':
      return allowedTo('caucus.change', { room: command.room }, () =>
        happened({ type: 'caucus.timed', by, room: command.room, endsAt: endsAt(at, command.minutes) }),
      );
    case 'caucus.close':
      return allowedTo('caucus.close', { room: command.room }, () =>
        closeCaucus(state, command.room, by, at),
      );
    case 'people.move': {
      const { to, mixing, unserved = [] } = command;
      const participants = withInterpreters(state, command.participants, to);
      return allowedTo('people.move', { participants, to, mixing, unserved }, () =>
        movePeople(state, { ...command, participants }, by, at),
      );
    }
    case 'entry.admit':
      return inEpoch(me, command.epoch, () =>
        allowedTo('entry.admit', { participant: command.participant }, () =>
          admitEntry(state, command.participant, by),
        ),
      );
    case 'entry.end':
      return allowedTo('entry.end', { participant: command.participant }, () =>
        endEntry(state, command.participant, by),
      );
    case 'joint.gather':
      return allowedTo('joint.gather', { unserved: command.unserved }, () =>
        announceGathering(state, by, at + command.seconds * 1_000),
      );
    case 'gathering.call-off':
      return allowedTo('gathering.call-off', {}, () =>
        happened({ type: 'gathering.called-off', by, unserved: [] }),
      );
    case 'joint.close':
      return allowedTo('joint.close', {}, () => closeJoint(state, by, at));
    case 'wish.make':
      return allowedTo('wish.make', { kind: command.kind }, () =>
        happened({ type: 'wish.made', participant: by, kind: command.kind, note: command.note, at }),
      );
    case 'wish.withdraw':
      return allowedTo('wish.withdraw', {}, () =>
        happened({ type: 'wish.ended', participant: by, by, outcome: 'withdrawn', reason: '' }),
      );
    case 'wish.decline':
      return allowedTo('wish.decline', { participant: command.participant }, () =>
        happened({
          type: 'wish.ended',
          participant: command.participant,
          by,
          outcome: 'declined',
          reason: command.reason,
        }),
      );
    case 'room.tell':
      return tell(state, command, by, at);
    case 'chat.say':
      return allowedTo('chat.say', { room: command.room }, () =>
        happened({
          type: 'chat.said',
          message: { id: command.id, room: command.room, author: by, kind: 'said', text: command.text, at },
        }),
      );
    case 'file.share': {
      const { id, room, name: text, file } = command;
      return allowedTo('file.share', { room }, () =>
        hasSpaceFor(state, by, file.size)
          ? happened({ type: 'chat.said', message: { id, room, author: by, kind: 'shared', text, file, at } })
          : denied('file.no-space'),
      );
    }
    case 'media.join':
      return allowedTo('media.join', {}, () =>
        happened({ type: 'media.joined', participant: by, peer: command.peer }),
      );
    case 'media.publish':
      return allowedTo('media.publish', { source: command.source }, () => publish(state, me, command));
    case 'media.unpublish':
      return allowedTo('media.unpublish', { producer: command.producer }, () =>
        happened({ type: 'producer.closed', producer: command.producer }),
      );
    default:
      return assertNever(command);
  }
}

const isOnLine = ({ line }: Presence, connection: ConnectionId): boolean =>
  line.kind === 'online' && line.connection === connection;

/** Whoever conducts the session walks in and thereby opens it; everyone else waits to be admitted. */
function enter(state: SessionState, me: Presence, at: number): Decision {
  const participant = me.participant.id;
  const goesStraightIn = can(state, participant, 'lobby.see', {}).kind === 'allow';
  if (!goesStraightIn || state.phase.kind === 'adjourned') {
    return me.attendance.kind === 'waiting'
      ? happened()
      : happened({ type: 'participant.waiting', participant, at, returnTo: me.returnTo });
  }
  const opened: readonly SessionEvent[] =
    state.phase.kind === 'scheduled' ? [{ type: 'session.opened', at }] : [];
  return happened(...opened, move(me, state.plenary, participant));
}

/** Everyone goes back to waiting; the line stays, so that resuming needs no new link, and caucuses stay as well. */
function adjourn(state: SessionState, by: ParticipantId, note: string, at: number): Decision {
  const inside = [...state.people.values()].filter((person) => person.attendance.kind === 'placed');
  return happened(
    { type: 'session.adjourned', by, note },
    ...stopped(state, at),
    ...inside.map((person): SessionEvent => {
      const room = destinationOf(person);
      const returnTo = room !== null && state.rooms.get(room)?.kind === 'caucus' ? room : null;
      return { type: 'participant.waiting', participant: person.participant.id, at, returnTo };
    }),
  );
}

/** The time that caucuses were given stands still over an adjournment. */
const stopped = (state: SessionState, at: number): readonly SessionEvent[] =>
  [...state.rooms.values()].flatMap((room): SessionEvent[] =>
    room.kind === 'caucus' && room.endsAt !== null
      ? [{ type: 'caucus.stopped', room: room.id, left: Math.max(0, room.endsAt - at) }]
      : [],
  );

const restarted = (state: SessionState, by: ParticipantId, at: number): readonly SessionEvent[] =>
  [...state.rooms.values()].flatMap((room): SessionEvent[] =>
    room.kind === 'caucus' && room.left !== null
      ? [{ type: 'caucus.timed', by, room: room.id, endsAt: at + room.left }]
      : [],
  );

/** That people come together without an interpreter they need is written down by name. */
function announceGathering(state: SessionState, by: ParticipantId, due: number): Decision {
  const without = [...unservedIn(state)];
  return happened(
    ...(without.length === 0 ? [] : [{ type: 'interpreter.forgone', by, people: without } as const]),
    { type: 'gathering.announced', by, due, without },
  );
}

/** A line into each of the rooms, which must all be there. */
function tell(
  state: SessionState,
  command: Extract<ParticipantCommand, { type: 'room.tell' }>,
  author: ParticipantId,
  at: number,
): Decision {
  const { rooms, kind, text } = command;
  for (const { room } of rooms) {
    const verdict = can(state, author, 'room.tell', { room });
    if (verdict.kind === 'deny') return deniedBy(verdict);
  }
  return happened(
    ...rooms.map(
      ({ room, id }): SessionEvent => ({
        type: 'chat.said',
        message: { id, room, author, kind, text, at },
      }),
    ),
  );
}

const openMicrophone = (me: Presence, allowedTo: AllowedTo): Decision =>
  allowedTo('microphone.open', {}, () =>
    me.microphone === 'open'
      ? happened()
      : happened({ type: 'microphone.opened', participant: me.participant.id }),
  );

const closeMicrophone = (me: Presence, allowedTo: AllowedTo): Decision =>
  allowedTo('microphone.mute', {}, () =>
    me.microphone === 'muted'
      ? happened()
      : happened({ type: 'microphone.muted', participant: me.participant.id, by: me.participant.id }),
  );
