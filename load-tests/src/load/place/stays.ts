/** What came of asking of everything that somebody was told or heard whether it was for them. */
export interface Checked {
  readonly checked: number;
  /** Of places that they had left by then, sent before: it was on its way. */
  readonly late: number;
  /** Of the place they were brought into, before their own page knew. */
  readonly early: number;
  /** Neither: it was for others. */
  readonly leaks: number;
}

interface Stay {
  readonly from: number;
  to: number;
}

interface Doubt {
  readonly places: readonly number[];
  readonly now: number;
}

/** A page learns where it is by another way than its sound comes by, and may read that so much later. */
const EARLY_MS = 1_000;

/** Where one person stood, and from when to when, as their own page was told. A place is a room, or a language in one. */
export class Stays {
  readonly #stays = new Map<number, Stay[]>();
  #here: readonly number[] = [];

  get here(): readonly number[] {
    return this.#here;
  }

  /** From now on they stand here, and nowhere else. */
  stand(places: readonly number[], now: number): void {
    for (const place of this.#here) if (!places.includes(place)) this.#end(place, now);
    for (const place of places) {
      if (this.#here.includes(place)) continue;
      const stays = this.#stays.get(place) ?? [];
      this.#stays.set(place, [...stays, { from: now, to: Number.POSITIVE_INFINITY }]);
    }
    this.#here = places;
  }

  /** Stood there all the time from one moment to another. */
  stood(place: number, from: number, to: number): boolean {
    return this.#some(place, (stay) => stay.from <= from && stay.to >= to);
  }

  /** Was still there at this moment, or came later. */
  stoodSince(place: number, moment: number): boolean {
    return this.#some(place, ({ to }) => to >= moment);
  }

  cameWithin(place: number, from: number, to: number): boolean {
    return this.#some(place, (stay) => stay.from > from && stay.from <= to);
  }

  #some(place: number, fits: (stay: Stay) => boolean): boolean {
    return this.#stays.get(place)?.some(fits) ?? false;
  }

  #end(place: number, now: number): void {
    const stay = this.#stays.get(place)?.at(-1);
    if (stay !== undefined) stay.to = now;
  }
}

/** Asks of everything that one person is told or hears whether it was for them. */
export class Listening {
  readonly #stays: Stays;
  readonly #doubts: Doubt[] = [];
  #checked = 0;
  #late = 0;

  constructor(stays: Stays) {
    this.#stays = stays;
  }

  /** Something that was for those in one of these places. */
  heard(places: readonly number[], sent: number, now: number): void {
    this.#checked += 1;
    if (places.some((place) => this.#stays.here.includes(place))) return;
    if (places.some((place) => this.#stays.stoodSince(place, sent))) this.#late += 1;
    else this.#doubts.push({ places, now });
  }

  /** At the end, when it is known where everyone came. */
  findings(): Checked {
    const early = this.#doubts.filter(({ places, now }) =>
      places.some((place) => this.#stays.cameWithin(place, now, now + EARLY_MS)),
    ).length;
    return {
      checked: this.#checked,
      late: this.#late,
      early,
      leaks: this.#doubts.length - early,
    };
  }
}

/** Of everyone together. */
export const together = (all: readonly Checked[]): Checked =>
  all.reduce(
    (sum, each) => ({
      checked: sum.checked + each.checked,
      late: sum.late + each.late,
      early: sum.early + each.early,
      leaks: sum.leaks + each.leaks,
    }),
    { checked: 0, late: 0, early: 0, leaks: 0 },
  );
