import type { Root } from '@parley/shared/agreement';
import type { ClauseId } from '@parley/shared/ids';
import type { Person } from '../parley/person.ts';
import { letIn, openJoint } from '../parley/product.ts';
import type { Random } from '../statistics/random.ts';
import { Attendant, type Chair } from './attendant.ts';
import type { Hall } from './hall.ts';
import { standEveryone } from './interpreting.ts';

const LANGUAGE = 'en';
/** So many of a session write in its agreement. */
const PENS = 3;

/** How many come to a session, and how many of them interpret. */
export interface Size {
  readonly people: number;
  readonly interpreters: number;
}

/** One session of the day, with everyone in it. The first is its mediator. */
export class Sitting {
  readonly number: number;
  readonly attendants: readonly Attendant[];
  readonly #chairs: readonly Chair[];
  #clause: ClauseId | null = null;
  /** Some are in a caucus. */
  apart = false;

  constructor(hall: Hall, number: number, { people, interpreters }: Size, random: Random) {
    this.number = number;
    this.#chairs = Array.from({ length: people }, (_, index) => ({
      session: number,
      number: number * people + index,
      interprets: index >= people - interpreters,
      link: hall.product.links[number]?.[index] ?? '',
    }));
    this.attendants = this.#chairs.map((chair) => new Attendant(hall, chair, random));
    const shown = (): void => standEveryone(hall.places, this.attendants);
    for (const attendant of this.attendants) attendant.onShown = shown;
  }

  get mediator(): Attendant {
    const [first] = this.attendants;
    if (first === undefined) throw new Error('a session without people');
    return first;
  }

  /** Those of one side, and the mediator left out. */
  side(side: number): Attendant[] {
    return this.attendants.filter(({ interprets }, index) => index > 0 && !interprets && index % 2 === side);
  }

  /** The clause that everyone writes in. */
  get root(): Root | null {
    return this.#clause === null ? null : { clause: this.#clause, language: LANGUAGE };
  }

  /** The nth of them comes in; the first lets in the others. */
  async come(index: number, address?: number): Promise<void> {
    const [attendant, chair] = [this.attendants[index], this.#chairs[index]];
    if (attendant === undefined || chair === undefined) return;
    const sits = ({ line }: Person): void => {
      if (index === 0) letIn(line);
    };
    await attendant.come(chair, sits, address);
    if (index === 0) await openJoint(this.mediator.person.line);
  }

  async gather(): Promise<void> {
    await this.mediator.person.line.ask('joint.gather', { seconds: 3 });
    await Promise.all(
      this.attendants
        .filter(({ stays }) => stays.here.length > 0)
        .map(({ person }) =>
          person.line.until(({ place }) => place.kind === 'room' && place.roomKind === 'plenary'),
        ),
    );
  }

  /** A blank page on which everyone may write. */
  async beginAgreement(): Promise<void> {
    const { line } = this.mediator.person;
    const { place } = line.view;
    if (place.kind !== 'room') throw new Error('the mediator is in no room');
    const begun = Promise.withResolvers<ClauseId>();
    line.on('agreement', ({ view }) => {
      const [clause] = view.agreement?.clauses ?? [];
      if (clause !== undefined) begun.resolve(clause.id);
    });
    const { epoch } = place;
    await line.ask('agreement.start', {
      doc: 'agreement',
      epoch,
      template: 'blank',
      languages: [LANGUAGE],
      prevailing: LANGUAGE,
    });
    await line.ask('agreement.again', {});
    this.#clause = await begun.promise;
    await line.ask('clause.pen', { clause: this.#clause, pen: { kind: 'everyone' } });
    for (const attendant of this.attendants.slice(0, PENS)) attendant.takePen();
  }

  leave(): void {
    for (const attendant of this.attendants) attendant.leave();
  }
}
