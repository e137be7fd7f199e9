import { Refusal } from '@parley/shared/errors';
import type { CaptionId, Epoch, ParticipantId } from '@parley/shared/ids';
import type { RequestParsed } from '@parley/shared/protocol';
import { type ParticipantActor, type ParticipantCommand, settledIn } from '@parley/shared/session';
import type { SessionActor } from '../session/actor.ts';
import type { FanOut } from '../session/fan-out.ts';
import { Pace } from './pace.ts';

interface DeskParts {
  readonly actor: SessionActor;
  readonly fanOut: Pick<FanOut, 'caption'>;
  readonly now: () => number;
}

export type CaptionWish = RequestParsed<'caption.write'>;

/** A line somebody is at, or was last. */
interface Line {
  readonly id: CaptionId;
  readonly epoch: Epoch;
  /** The number of the event before which it was begun. */
  readonly began: number;
  /** Once it is done. */
  said: Promise<void> | null;
}

/**
 * Where captions are typed. Nothing of a line is remembered here but its name and when it was begun: whoever comes
 * later is not told what was written before, and what is not kept is nowhere.
 */
export class CaptionDesk {
  readonly #parts: DeskParts;
  readonly #pace: Pace;
  readonly #lines = new Map<ParticipantId, Line>();

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#pace = new Pace(parts.now);
  }

  /** Resolves when it has been told, and is stored if it is to be kept. A line is done once, however often it is sent. */
  async write(by: ParticipantActor, wish: CaptionWish): Promise<void> {
    const { actor } = this.#parts;
    const { id, epoch, done } = wish;
    const last = this.#lines.get(by.id);
    const isLast = last?.id === id && last.epoch === epoch;
    const line: Line = isLast ? last : { id, epoch, began: actor.state.seq + 1, said: null };
    const command: ParticipantCommand = { type: 'caption.say', ...wish, began: line.began };
    const foreseen = actor.foresee(command, by);
    if (!foreseen.ok) throw new Refusal(foreseen.error.code);
    this.#lines.set(by.id, line);
    if (line.said !== null) return line.said;
    if (!this.#pace.takes(by.id)) throw new Refusal('request.too-many');
    if (!done) return this.#tell(by.id, wish, line);
    const said = this.#say(command, by).then(() => this.#tell(by.id, wish, line));
    line.said = said;
    // What could not be said is still to be done.
    said.catch(() => {
      line.said = null;
    });
    return said;
  }

  async #say(command: ParticipantCommand, by: ParticipantActor): Promise<void> {
    const outcome = await this.#parts.actor.ask(command, by);
    if (!outcome.ok) throw new Refusal(outcome.error.code);
  }

  /** Whoever has gone meanwhile says nothing any more where they were. */
  #tell(by: ParticipantId, { epoch, id, language, text, done }: CaptionWish, { began }: Line): void {
    const { actor, fanOut } = this.#parts;
    const person = actor.state.people.get(by);
    const place = person === undefined ? null : settledIn(person);
    if (place?.epoch !== epoch) throw new Refusal('epoch.stale');
    fanOut.caption({ room: place.room, began, voice: null, line: { id, by, language, text, done } });
  }
}
