import type { ParticipantId } from '../ids.ts';
import { assertNever } from '../lib/assert-never.ts';
import { keepsChannel, ownOutlet, voicesInto } from '../policy/outlets.ts';
import { type Asking, inEpoch } from '../session/asking.ts';
import { about, type Decision, denied, happened } from '../session/decision.ts';
import { type Presence, type SessionState, settledIn } from '../session/state.ts';
import type { InterpretingCommand } from './commands.ts';
import { decideHandover } from './decide-handover.ts';
import { decideTurn } from './decide-turns.ts';
import type { InterpretingEvent } from './events.ts';
import { booth, isSameOutlet } from './outlet.ts';
import { isSameManner, mannerOf } from './turns.ts';

type Of<T extends InterpretingCommand['type']> = Extract<InterpretingCommand, { type: T }>;

/** What follows from a command about interpretation. */
export function decideInterpreting(
  state: SessionState,
  command: InterpretingCommand,
  asking: Asking,
): Decision {
  const { me, at, allowedTo } = asking;
  const by = me.participant.id;
  switch (command.type) {
    case 'interpreter.assign': {
      const { participant, bound } = command;
      return allowedTo('interpreter.assign', { participant, bound }, () => assign(state, command, by));
    }
    case 'interpreter.direct': {
      const { outlet } = command;
      return inEpoch(me, command.epoch, () =>
        allowedTo('interpreter.direct', { outlet }, () => direct(state, me, command)),
      );
    }
    case 'channel.listen':
      return allowedTo('channel.listen', {}, () =>
        me.listens === command.language
          ? happened()
          : happened({ type: 'channel.chosen', participant: by, language: command.language }),
      );
    case 'booth.say': {
      const { id, room, text } = command;
      return allowedTo('booth.say', { room }, () => {
        const languages = [...(me.interpreting?.languages ?? [])];
        return happened({ type: 'booth.said', message: { id, room, author: by, languages, text, at } });
      });
    }
    case 'handover.offer':
    case 'handover.take':
    case 'handover.end':
      return inEpoch(me, command.epoch, () => decideHandover(state, command, asking));
    case 'manner.set': {
      const { room, manner } = command;
      return allowedTo('manner.set', { room }, () =>
        isSameManner(mannerOf(state.turns.get(room)), manner)
          ? happened()
          : happened({ type: 'manner.set', room, by, manner }),
      );
    }
    case 'floor.take':
    case 'floor.pass':
    case 'floor.override':
    case 'pace.ask':
      return inEpoch(me, command.epoch, () => decideTurn(state, command, asking));
    default:
      return assertNever(command);
  }
}

const directed = (
  participant: ParticipantId,
  outlet: Of<'interpreter.direct'>['outlet'],
  by: ParticipantId | null,
): InterpretingEvent => ({ type: 'interpreter.directed', participant, by, outlet });

/** Whoever interprets into a language that is theirs no more, or works elsewhere now, is not heard any more. */
function assign(state: SessionState, command: Of<'interpreter.assign'>, by: ParticipantId): Decision {
  const { participant, languages, bound } = command;
  return about(state, participant, (person) => {
    if (person.interpreting === null) return denied('interpreter.unknown');
    const reassigned = { ...person, interpreting: { ...person.interpreting, languages, bound } };
    return happened(
      { type: 'interpreter.assigned', participant, by, languages: [...languages], bound },
      ...(keepsChannel(reassigned) ? [] : [directed(participant, booth, null)]),
    );
  });
}

/** Whoever interpreted into the language and is away from the line makes room, so that they are one voice when back. */
function direct(state: SessionState, me: Presence, { outlet }: Of<'interpreter.direct'>): Decision {
  const { id } = me.participant;
  const room = settledIn(me)?.room;
  if (room === undefined || isSameOutlet(ownOutlet(me), outlet)) return happened();
  const away = outlet.to === 'channel' ? voicesInto(state, room, outlet.language, id) : [];
  return happened(
    ...away.map(({ participant }) => directed(participant.id, booth, null)),
    directed(id, outlet, id),
  );
}
