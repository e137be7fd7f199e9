import type { ParticipantId, RoomId } from '../ids.ts';
import { desertedSince, isInterpretedIn } from '../policy/turns.ts';
import type { Asking } from '../session/asking.ts';
import { type Decision, denied, happened } from '../session/decision.ts';
import { type SessionState, settledIn } from '../session/state.ts';
import type { FloorCommand } from './commands.ts';
import type { Floor, Turns } from './turns.ts';

/** How long an interpreter waits before they ask for a slower pace again. */
const PACE_EVERY_MS = 10_000;

/** What follows from a command about whose turn it is, asked in the room it is for. */
export function decideTurn(
  state: SessionState,
  command: FloorCommand,
  { me, at, allowedTo }: Asking,
): Decision {
  const by = me.participant.id;
  const room = settledIn(me)?.room;
  const give = (floor: Omit<Floor, 'since'> | null): Decision =>
    room === undefined
      ? denied('room.not-settled')
      : happened({ type: 'floor.given', room, by, floor: floor === null ? null : { ...floor, since: at } });
  const speaking = (holder: ParticipantId | null): Decision =>
    give(holder === null ? null : { holder, phase: 'speaking' });
  switch (command.type) {
    case 'floor.take':
      return allowedTo('floor.take', {}, () => speaking(by));
    case 'floor.pass': {
      const { to } = command;
      return allowedTo('floor.pass', { to }, () => {
        const floor = room === undefined ? null : (state.turns.get(room)?.floor ?? null);
        const isSaid = to === null && floor?.phase === 'speaking';
        const isRendered = isSaid && room !== undefined && isInterpretedIn(state, room);
        return isRendered ? give({ holder: floor.holder, phase: 'interpreting' }) : speaking(to);
      });
    }
    case 'floor.override': {
      const { to } = command;
      return allowedTo('floor.override', { to }, () => speaking(to));
    }
    case 'pace.ask': {
      const { participant } = command;
      return allowedTo('pace.ask', { participant }, () =>
        at - (me.interpreting?.paceAskedAt ?? Number.NEGATIVE_INFINITY) < PACE_EVERY_MS
          ? denied('pace.too-soon')
          : happened({ type: 'pace.asked', participant, by, at }),
      );
    }
  }
}

/** Whoever could have ended the turn is away for too long: it goes on to the interpreters, where there are any, or is over. */
export function passOnDeserted(state: SessionState, room: RoomId, at: number): Decision {
  const turns = state.turns.get(room);
  const since = desertedSince(state, room);
  const floor = turns?.floor ?? null;
  if (turns === undefined || floor === null || since === null || at < dueAfter(turns, since)) {
    return happened();
  }
  const isRendered = floor.phase === 'speaking' && isInterpretedIn(state, room);
  const next: Floor | null = isRendered ? { holder: floor.holder, phase: 'interpreting', since: at } : null;
  return happened({ type: 'floor.given', room, by: null, floor: next });
}

export const dueAfter = ({ awaySeconds }: Pick<Turns, 'awaySeconds'>, since: number): number =>
  since + awaySeconds * 1_000;
