import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { documentsPath } from '@parley/shared/protocol';
import type pg from 'pg';
import type { Line } from './editor.ts';
import { Measured } from './measured.ts';
import { told } from './told.ts';

/** The server that is measured, in a process of its own. */
export class BenchChild extends Measured {
  readonly url: string;

  private constructor(child: ChildProcess, url: string) {
    super(child);
    this.url = url;
  }

  static async start(connection: pg.ClientConfig, editors: number): Promise<BenchChild> {
    const script = fileURLToPath(new URL('./bench-server.ts', import.meta.url));
    const child = fork(script, [JSON.stringify({ connection, editors })], { execArgv: [] });
    const started = await told(child, 'started');
    return new BenchChild(child, started.url);
  }

  /** For the nth editor. */
  async line(index: number): Promise<Line> {
    const name = `editor${index}`;
    const answer = told(this.child, 'ticket', (each) => each.name === name);
    this.ask({ kind: 'ticket', name });
    const { ticket, client } = await answer;
    const url = `${this.url.replace('http', 'ws')}${documentsPath}`;
    return { url, protocols: [`parley.${ticket}`], origin: this.url, client, document: null };
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill();
    await ended;
  }
}
