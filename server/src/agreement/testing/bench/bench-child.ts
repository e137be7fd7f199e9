import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { documentsPath } from '@parley/shared/protocol';
import type pg from 'pg';
import type { Line } from './editor.ts';
import { pidOf } from './processes.ts';
import type { Ask } from './protocol.ts';
import { type Answer, told } from './told.ts';

/** The server that is measured, in a process of its own. */
export class BenchChild {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  static async start(connection: pg.ClientConfig, editors: number): Promise<BenchChild> {
    const script = fileURLToPath(new URL('./bench-server.ts', import.meta.url));
    const child = fork(script, [JSON.stringify({ connection, editors })], { execArgv: [] });
    const started = await told(child, 'started');
    return new BenchChild(child, started.url);
  }

  get pid(): number {
    return pidOf(this.#child);
  }

  /** For the nth editor. */
  async line(index: number): Promise<Line> {
    const name = `editor${index}`;
    const answer = told(this.#child, 'ticket', (each) => each.name === name);
    this.#ask({ kind: 'ticket', name });
    const { ticket, client } = await answer;
    const url = `${this.url.replace('http', 'ws')}${documentsPath}`;
    return { url, protocols: [`parley.${ticket}`], origin: this.url, client, document: null };
  }

  /** From here on it is watched for how long nothing else can run. */
  async watch(): Promise<void> {
    const answer = told(this.#child, 'begun');
    this.#ask({ kind: 'begin' });
    await answer;
  }

  async end(): Promise<Answer<'ended'>> {
    const answer = told(this.#child, 'ended');
    this.#ask({ kind: 'end' });
    return answer;
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill();
    await ended;
  }

  #ask(ask: Ask): void {
    this.#child.send(ask);
  }
}
