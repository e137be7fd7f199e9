import { assertNever } from '../lib/assert-never.ts';
import { type Asking, inEpoch } from '../session/asking.ts';
import { type Decision, happened } from '../session/decision.ts';
import { type SessionState, settledIn } from '../session/state.ts';
import type { CaptionsCommand } from './commands.ts';

/** What follows from a command about captions. */
export function decideCaptions(
  state: SessionState,
  command: CaptionsCommand,
  { me, at, allowedTo }: Asking,
): Decision {
  const by = me.participant.id;
  switch (command.type) {
    case 'captions.choose': {
      const { language } = command;
      return allowedTo('captions.choose', {}, () =>
        me.reads === language ? happened() : happened({ type: 'captions.chosen', participant: by, language }),
      );
    }
    case 'captioner.name': {
      const { participant, named } = command;
      return allowedTo('captioner.name', { participant }, () =>
        state.captioners.has(participant) === named
          ? happened()
          : happened({ type: 'captioner.named', participant, by, named }),
      );
    }
    case 'transcripts.keep': {
      const { kept } = command;
      return allowedTo('transcripts.keep', {}, () =>
        state.transcripts === kept ? happened() : happened({ type: 'transcripts.set', by, kept }),
      );
    }
    case 'caption.say': {
      const { epoch, done, id, language, text, began } = command;
      return inEpoch(me, epoch, () =>
        allowedTo('caption.write', {}, () => {
          const room = settledIn(me)?.room;
          const isKept = state.transcripts && done && text !== '';
          if (!isKept || room === undefined) return happened();
          return happened({ type: 'caption.said', line: { id, room, epoch, by, language, text, began, at } });
        }),
      );
    }
    default:
      return assertNever(command);
  }
}
