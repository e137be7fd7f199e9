import { assertNever } from '../lib/assert-never.ts';
import { sameJson } from '../lib/same-json.ts';
import { type Asking, inEpoch } from '../session/asking.ts';
import { type Decision, denied, happened } from '../session/decision.ts';
import { type SessionState, settledIn } from '../session/state.ts';
import { captionedVoice } from '../policy/ears.ts';
import type { CaptionsCommand, CaptionsReport } from './commands.ts';

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
    case 'captions.automate': {
      const { room, ear } = command;
      return allowedTo('captions.automate', { room, on: ear !== null }, () =>
        state.ears.has(room) === (ear !== null)
          ? happened()
          : happened({ type: 'captions.automated', room, by, ear }),
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

/** What the server reports. Of a voice that is not captioned any more nothing is told. */
export function decideCaptionsReport(state: SessionState, command: CaptionsReport, at: number): Decision {
  switch (command.type) {
    case 'captions.provide': {
      const { provided, languages } = command;
      return state.provided === provided && sameJson(state.understood, languages)
        ? happened()
        : happened({ type: 'captions.provided', provided, languages: languages && [...languages] });
    }
    case 'captions.stall': {
      const { room, ear, stalled } = command;
      const isOver = state.ears.get(room)?.peer !== ear || state.stalled.has(room) === stalled;
      return isOver ? happened() : happened({ type: 'captions.stalled', room, stalled });
    }
    case 'caption.hear': {
      const { id, producer, language, text, began, saidAt, done } = command;
      const voice = captionedVoice(state, producer);
      if (voice === null || voice.language !== language) return denied('epoch.stale');
      const isKept = state.transcripts && done && text !== '';
      if (!isKept) return happened();
      const { room, epoch, owner: by } = voice;
      const line = { id, room, epoch, by, language, text, began };
      // Nobody has said anything yet that is still to be said.
      return happened({ type: 'caption.said', line: { ...line, at: Math.min(saidAt ?? at, at) } });
    }
    default:
      return assertNever(command);
  }
}
