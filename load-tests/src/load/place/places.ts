/**
 * Numbers for all places of a run, by which what is sent says whom it is for: a room of a session, or a language in
 * one. Zero is no place.
 */
export class Places {
  readonly #numbers = new Map<string, number>();
  readonly #members: (readonly number[])[] = [[]];

  /** Of those in a room who listen to a language; without one, of everyone in it. */
  of(session: number, room: string, language: string | null = null): number {
    return this.#number(`${session}/${room}/${language ?? ''}`, (number) => [number]);
  }

  /** Of what is turned from one place to another: for those of either. */
  either(one: number, other: number): number {
    return one === other ? one : this.#number(`${one}|${other}`, () => [one, other]);
  }

  members(place: number): readonly number[] {
    return this.#members[place] ?? [];
  }

  #number(name: string, members: (number: number) => readonly number[]): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const number = this.#members.length;
    this.#numbers.set(name, number);
    this.#members.push(members(number));
    return number;
  }
}
