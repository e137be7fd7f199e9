/** One line that says how far a measurement is: written over on a terminal, and a dot for each step elsewhere. */
export class Progress {
  readonly #of: number;
  readonly #what: string;
  #done = 0;

  constructor(of: number, what: string) {
    this.#of = of;
    this.#what = what;
    if (!process.stderr.isTTY) process.stderr.write(`${of} ${what} `);
  }

  step(): void {
    this.#done += 1;
    process.stderr.write(process.stderr.isTTY ? `\r${this.#done} of ${this.#of} ${this.#what}` : '.');
    if (this.#done === this.#of) process.stderr.write('\n');
  }
}
