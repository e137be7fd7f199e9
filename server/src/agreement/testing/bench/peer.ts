import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Line } from './editor.ts';
import { Measured } from './measured.ts';

const WATCHED = new URL('./watched.ts', import.meta.url).href;

/** Another server of Yjs documents, in a process of its own. */
export class Peer extends Measured {
  readonly #line: Omit<Line, 'client'>;
  /** Nobody writes on two servers under one name. */
  readonly #firstClient: number;

  static #started = 0;

  private constructor(child: ChildProcess, line: Omit<Line, 'client'>) {
    super(child);
    this.#line = line;
    Peer.#started += 1;
    this.#firstClient = Peer.#started * 1_000;
  }

  /** A script that says where it is once it is there; with a folder, it keeps what is written in it. */
  static async start(script: string, named: boolean, folder: string | null): Promise<Peer> {
    const args = folder === null ? [script] : [script, folder];
    const child = spawn(process.execPath, ['--import', WATCHED, ...args], {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    const { stdout } = child;
    if (stdout === null) throw new Error('nothing would be heard of it');
    for await (const said of createInterface({ input: stdout })) {
      if (!said.startsWith('ws://')) continue;
      stdout.resume();
      return new Peer(child, {
        url: named ? said : `${said}/agreement`,
        protocols: [],
        origin: said.replace('ws', 'http'),
        document: named ? 'agreement' : null,
      });
    }
    throw new Error(`${script} ended before it had started`);
  }

  async line(index: number): Promise<Line> {
    return { ...this.#line, client: this.#firstClient + index };
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }
}
