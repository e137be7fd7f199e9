import { keepVersion } from '../agreement/decide-versions.ts';
import { decideCaptionsReport } from '../captions/decide.ts';
import { beginSilence, endSilence, tellSilence } from '../interpreting/decide-silence.ts';
import { passOnDeserted } from '../interpreting/decide-turns.ts';
import { assertNever } from '../lib/assert-never.ts';
import type { ServerCommand } from './commands.ts';
import { about, type Decision, denied, happened } from './decision.ts';
import { loseMedia } from './media-decisions.ts';
import { announceUnattended, cut, entryDue, gather, settle } from './moves.ts';
import { followRoster } from './roster.ts';
import type { Presence, SessionState } from './state.ts';
import { restart } from './taking-up.ts';

/** What follows from what the server observed. */
export function decideServer(state: SessionState, command: ServerCommand, at: number): Decision {
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
    // Nothing is waited for: somebody else may be at the other end.
    case 'link.withdrawn':
      return about(state, command.participant, ({ line, peer }) =>
        line.kind === 'offline' && peer === null
          ? happened()
          : happened({ type: 'participant.expired', participant: command.participant }),
      );
    case 'placement.settle':
      return about(state, command.participant, (person) => settle(state, person, command.epoch));
    case 'placement.cut':
      return about(state, command.participant, (person) => cut(person, command.epoch));
    case 'hearing.cut':
      return about(state, command.participant, ({ interpreting }) =>
        interpreting?.fading?.since === command.since
          ? happened({ type: 'hearing.cut', participant: command.participant })
          : happened(),
      );
    case 'silence.begin':
      return beginSilence(state, command, at);
    case 'silence.tell':
      return tellSilence(state, command, at);
    case 'silence.end':
      return endSilence(state, command);
    case 'floor.due':
      return passOnDeserted(state, command.room, at);
    case 'entry.due':
      return entryDue(state, command.participant, at);
    case 'entry.unattended':
      return announceUnattended(state, command.participant, at);
    case 'gathering.due':
      return gather(state, at);
    case 'producer.failed':
      return state.producers.has(command.producer)
        ? happened({ type: 'producer.closed', producer: command.producer })
        : happened();
    case 'media.lost':
      return loseMedia(state, new Set(command.peers));
    case 'captions.provide':
    case 'captions.stall':
    case 'caption.hear':
      return decideCaptionsReport(state, command, at);
    case 'version.keep':
      return keepVersion(state, command, { name: null, why: command.why, by: null, at });
    case 'roster.follow':
      return followRoster(state, command.roster);
    case 'server.restarted':
      return restart(state, command.held, at);
    default:
      return assertNever(command);
  }
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
