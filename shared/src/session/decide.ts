import type { ErrorCode } from '../errors/index.ts';
import type { ParticipantId, PeerId } from '../ids.ts';
import { assertNever } from '../lib/assert-never.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { type Action, type Actions, can } from '../policy/can.ts';
import type { Actor, Command, ParticipantCommand, ServerCommand } from './commands.ts';
import type { SessionEvent } from './events.ts';
import type { Presence, SessionState } from './state.ts';
import { settledIn } from './state.ts';

export interface Denial {
  readonly code: ErrorCode;
}
type Decision = Result<readonly SessionEvent[], Denial>;

const denied = (code: ErrorCode): Decision => err({ code });
const happened = (...events: readonly SessionEvent[]): Decision => ok(events);

/**
 * What follows from a command: the events to store, or the stated denial. Pure and total; `at` is milliseconds
 * since 1970. An empty list means that it holds already.
 */
export function decide(state: SessionState, command: Command, actor: Actor, at: number): Decision {
  switch (actor.kind) {
    case 'participant':
      return isServerCommand(command)
        ? denied('role.not-allowed')
        : decideParticipant(state, command, actor.id, at);
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
  'placement.settle': true,
  'producer.failed': true,
  'media.lost': true,
  'server.restarted': true,
};
const isServerCommand = (command: Command): command is ServerCommand =>
  Object.hasOwn(serverCommands, command.type);

function decideParticipant(
  state: SessionState,
  command: ParticipantCommand,
  by: ParticipantId,
  at: number,
): Decision {
  const me = state.people.get(by);
  if (me === undefined) return denied('participant.unknown');
  const allowedTo = <A extends Action>(action: A, target: Actions[A], then: () => Decision): Decision => {
    const verdict = can(state, by, action, target);
    return verdict.kind === 'deny' ? denied(verdict.code) : then();
  };

  switch (command.type) {
    case 'session.enter':
      return allowedTo('session.enter', {}, () => enter(state, me, at));
    case 'session.leave':
      return allowedTo('session.leave', {}, () => happened({ type: 'participant.left', participant: by }));
    case 'session.adjourn':
      return allowedTo('session.adjourn', {}, () => adjourn(state, by, command.note, at));
    case 'session.resume':
      return allowedTo('session.resume', {}, () =>
        happened(
          { type: 'session.resumed', by, at },
          ...(me.attendance.kind === 'waiting' ? [move(me, state.plenary, by)] : []),
        ),
      );
    case 'lobby.admit':
      return allowedTo('lobby.admit', { participant: command.participant }, () =>
        about(state, command.participant, (person) => happened(move(person, state.plenary, by))),
      );
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
    case 'hand.raise':
      return allowedTo('hand.raise', {}, () =>
        me.handSince === null ? happened({ type: 'hand.raised', participant: by, at }) : happened(),
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
      return setMicrophone(me, command.open, allowedTo);
    case 'chat.say':
      return allowedTo('chat.say', { room: command.room }, () =>
        happened({
          type: 'chat.said',
          message: { id: command.id, room: command.room, author: by, text: command.text, at },
        }),
      );
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

function decideServer(state: SessionState, command: ServerCommand, at: number): Decision {
  switch (command.type) {
    case 'line.connected':
      return about(state, command.participant, (person) => connect(person, command));
    case 'line.lost':
      return about(state, command.participant, (person) =>
        person.line.kind === 'online' && person.line.connection === command.connection
          ? happened({ type: 'participant.lost', participant: command.participant, at })
          : happened(),
      );
    case 'line.expired':
      return about(state, command.participant, (person) =>
        person.line.kind === 'lost'
          ? happened({ type: 'participant.expired', participant: command.participant })
          : happened(),
      );
    case 'placement.settle':
      return about(state, command.participant, (person) => settle(person, command.epoch));
    case 'producer.failed':
      return state.producers.has(command.producer)
        ? happened({ type: 'producer.closed', producer: command.producer })
        : happened();
    case 'media.lost':
      return loseMedia(state, new Set(command.peers));
    case 'server.restarted':
      return restart(state, at);
    default:
      return assertNever(command);
  }
}

function about(
  state: SessionState,
  participant: ParticipantId,
  then: (person: Presence) => Decision,
): Decision {
  const person = state.people.get(participant);
  return person === undefined ? denied('participant.unknown') : then(person);
}

/** Whoever conducts the session walks in and thereby opens it; everyone else waits to be admitted. */
function enter(state: SessionState, me: Presence, at: number): Decision {
  const participant = me.participant.id;
  const goesStraightIn = can(state, participant, 'lobby.see', {}).kind === 'allow';
  if (!goesStraightIn || state.phase.kind === 'adjourned') {
    return me.attendance.kind === 'waiting'
      ? happened()
      : happened({ type: 'participant.waiting', participant, at });
  }
  const opened: readonly SessionEvent[] =
    state.phase.kind === 'scheduled' ? [{ type: 'session.opened', at }] : [];
  return happened(...opened, move(me, state.plenary, participant));
}

/** The first half of a move: out of wherever they were, with a new epoch. `placement.settle` is the second. */
function move(person: Presence, to: SessionState['plenary'], by: ParticipantId): SessionEvent {
  return { type: 'participant.moving', participant: person.participant.id, by, to, epoch: person.epoch + 1 };
}

function settle(person: Presence, epoch: number): Decision {
  const { attendance } = person;
  if (attendance.kind !== 'placed' || attendance.placement.kind !== 'moving') return happened();
  if (attendance.placement.epoch !== epoch) return happened();
  return happened({
    type: 'participant.settled',
    participant: person.participant.id,
    room: attendance.placement.to,
    epoch,
  });
}

/** Everyone goes back to waiting; the line stays, so that resuming needs no new link. */
function adjourn(state: SessionState, by: ParticipantId, note: string, at: number): Decision {
  const inside = [...state.people.values()].filter((person) => person.attendance.kind === 'placed');
  return happened(
    { type: 'session.adjourned', by, note },
    ...inside.map(
      (person): SessionEvent => ({ type: 'participant.waiting', participant: person.participant.id, at }),
    ),
  );
}

function setMicrophone(
  me: Presence,
  open: boolean,
  allowedTo: (
    action: 'microphone.open' | 'microphone.mute',
    target: object,
    then: () => Decision,
  ) => Decision,
): Decision {
  const participant = me.participant.id;
  if (open) {
    return allowedTo('microphone.open', {}, () =>
      me.microphone === 'open' ? happened() : happened({ type: 'microphone.opened', participant }),
    );
  }
  return allowedTo('microphone.mute', {}, () =>
    me.microphone === 'muted'
      ? happened()
      : happened({ type: 'microphone.muted', participant, by: participant }),
  );
}

function publish(
  state: SessionState,
  me: Presence,
  command: Extract<ParticipantCommand, { type: 'media.publish' }>,
): Decision {
  const place = settledIn(me);
  if (place === null) return denied('room.not-settled');
  if (place.epoch !== command.epoch) return denied('epoch.stale');
  const live = [...state.producers.values()];
  if (live.some(({ owner, source }) => owner === me.participant.id && source === command.source)) {
    return denied('media.already-published');
  }
  if (
    command.source === 'screen' &&
    live.some(({ source, room }) => source === 'screen' && room === place.room)
  ) {
    return denied('media.screen-taken');
  }
  return happened({
    type: 'producer.opened',
    participant: me.participant.id,
    producer: command.producer,
    source: command.source,
    room: place.room,
    epoch: place.epoch,
  });
}

function connect(person: Presence, command: Extract<ServerCommand, { type: 'line.connected' }>): Decision {
  const { line } = person;
  const elsewhere = line.kind !== 'offline' && line.device !== command.device;
  if (elsewhere && !command.takeOver) return denied('connection.superseded');
  return happened({
    type: 'participant.connected',
    participant: command.participant,
    connection: command.connection,
    device: command.device,
  });
}

function loseMedia(state: SessionState, peers: ReadonlySet<PeerId>): Decision {
  const mine = [...state.people.values()].flatMap(({ peer }) =>
    peer !== null && peers.has(peer) ? [peer] : [],
  );
  return mine.length === 0 ? happened() : happened({ type: 'media.lost', peers: mine });
}

function restart(state: SessionState, at: number): Decision {
  const people = [...state.people.values()];
  const peers = people.flatMap(({ peer }) => (peer === null ? [] : [peer]));
  return happened(
    ...(peers.length === 0 ? [] : [{ type: 'media.lost', peers } satisfies SessionEvent]),
    ...people.flatMap((person): SessionEvent[] =>
      person.line.kind === 'online'
        ? [{ type: 'participant.lost', participant: person.participant.id, at }]
        : [],
    ),
  );
}
