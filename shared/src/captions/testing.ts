import type { ErrorCode } from '../errors/index.ts';
import { CaptionId, type ParticipantId, type RoomId } from '../ids.ts';
import { can, type SessionView, viewFor } from '../policy/index.ts';
import { by, participant, Scenario } from '../session/testing.ts';
import type { CaptionsCommand } from './commands.ts';

export const captionId = (name: string): CaptionId => CaptionId.parse(name.padEnd(8, '_'));

type Say = Extract<CaptionsCommand, { type: 'caption.say' }>;

/** A session in which somebody types. */
export class Captioned extends Scenario {
  ask(name: string, command: CaptionsCommand): ErrorCode | null {
    return this.do(command, by(name));
  }

  read(name: string, language: string | null): ErrorCode | null {
    return this.ask(name, { type: 'captions.choose', language });
  }

  say(name: string, over: Partial<Say> = {}): ErrorCode | null {
    return this.ask(name, {
      type: 'caption.say',
      id: captionId('line'),
      epoch: this.epochOf(name),
      language: 'en',
      text: 'We go on tomorrow.',
      began: this.state.seq + 1,
      done: true,
      ...over,
    });
  }

  /** Who would be told a line of a room. */
  toldOf(room: RoomId, began: number, language = 'en'): readonly ParticipantId[] {
    return [...this.state.people.keys()]
      .filter(
        (id) => can(this.state, id, 'caption.read', { room, language, began, voice: null }).kind === 'allow',
      )
      .sort();
  }

  viewOf(name: string): SessionView {
    const view = viewFor(this.state, participant(name));
    if (view === null) throw new Error(`${name} is shown nothing`);
    return view;
  }
}

/** The joint session, with the recorder in it. */
export const withRecorder = (): Captioned =>
  new Captioned().seat('second', 'party', 'counsel', 'respondent', 'interpreter', 'recorder', 'observer');
