import type { ListenOptions } from '../listen.ts';

/** What was logged, as text: fields and message. */
export class Log implements NonNullable<ListenOptions['logger']> {
  readonly lines: string[] = [];
  readonly #first = Promise.withResolvers<string>();

  /** As soon as there is one. */
  get first(): Promise<string> {
    return this.#first.promise;
  }

  readonly info = (...said: unknown[]): void => this.#take(said);
  readonly warn = (...said: unknown[]): void => this.#take(said);
  readonly error = (...said: unknown[]): void => this.#take(said);

  #take(said: readonly unknown[]): void {
    const line = JSON.stringify(said);
    this.lines.push(line);
    this.#first.resolve(line);
  }
}
