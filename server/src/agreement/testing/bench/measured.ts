import type { ChildProcess } from 'node:child_process';
import { pidOf } from './processes.ts';
import type { Ask } from './protocol.ts';
import { type Answer, told } from './told.ts';

/** A server in a process of its own, which says how it fared while it was watched. */
export class Measured {
  protected readonly child: ChildProcess;

  protected constructor(child: ChildProcess) {
    this.child = child;
  }

  get pid(): number {
    return pidOf(this.child);
  }

  /** From here on it is watched for how long nothing else can run. */
  async watch(): Promise<void> {
    const answer = told(this.child, 'begun');
    this.ask({ kind: 'begin' });
    await answer;
  }

  async end(): Promise<Answer<'ended'>> {
    const answer = told(this.child, 'ended');
    this.ask({ kind: 'end' });
    return answer;
  }

  protected ask(ask: Ask): void {
    this.child.send(ask);
  }
}
