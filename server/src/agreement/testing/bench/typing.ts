import { setTimeout as pause } from 'node:timers/promises';
import { Editor, type Line } from './editor.ts';
import { cpuOf } from './processes.ts';

/** Our server, or another. */
export interface Server {
  readonly pid: number;
  line(index: number): Promise<Line>;
}

/** What came of some seconds of typing. */
export interface Round {
  /** Milliseconds from each key to each page on which it was seen. */
  readonly remote: readonly number[];
  /** Milliseconds from each key to its acknowledgement. */
  readonly stored: readonly number[];
  /** Microseconds of the server's CPU. */
  readonly cpu: number;
}

export const rootOfEditor = (index: number): string => `clause-editor${index}/zh`;

/** Everyone who writes on one server, each in a clause of their own. */
export class Typists {
  readonly #server: Server;
  readonly #editors: readonly Editor[];
  readonly #heard: Heard;

  private constructor(server: Server, editors: readonly Editor[], heard: Heard) {
    this.#server = server;
    this.#editors = editors;
    this.#heard = heard;
  }

  static async open(server: Server, count: number): Promise<Typists> {
    const heard = new Heard();
    const editors: Editor[] = [];
    for (let index = 0; index < count; index += 1) {
      editors.push(await Editor.open(await server.line(index), rootOfEditor(index), heard));
    }
    return new Typists(server, editors, heard);
  }

  /** So many keys a second, by turns. */
  async press(seconds: number, aSecond: number): Promise<void> {
    const end = performance.now() + seconds * 1_000;
    for (let next = performance.now(), turn = 0; next < end; next += 1_000 / aSecond, turn += 1) {
      this.#editors[turn % this.#editors.length]?.press();
      await pause(Math.max(0, next + 1_000 / aSecond - performance.now()));
    }
  }

  async measure(seconds: number, aSecond: number): Promise<Round> {
    // Until what was pressed before is everywhere.
    await pause(200);
    this.#heard.forget();
    const before = await cpuOf(this.#server.pid);
    await this.press(seconds, aSecond);
    await pause(200);
    return { ...this.#heard.all, cpu: (await cpuOf(this.#server.pid)) - before };
  }

  close(): void {
    for (const editor of this.#editors) editor.close();
  }
}

class Heard {
  #remote: number[] = [];
  #stored: number[] = [];

  get all(): Omit<Round, 'cpu'> {
    return { remote: this.#remote, stored: this.#stored };
  }

  forget(): void {
    [this.#remote, this.#stored] = [[], []];
  }

  remote(ms: number): void {
    this.#remote.push(ms);
  }

  stored(ms: number): void {
    this.#stored.push(ms);
  }
}
