import type { ConsumerId, SessionId } from '@parley/shared/ids';
import type { Sfu } from '@parley/shared/sfu';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type Harness, Scene } from './scene.ts';

/** One SFU for a whole suite; every scene is a session of its own, given up after its test. */
export class Stage {
  readonly #scenes: Scene[] = [];
  #harness: Harness | null = null;
  #opened = 0;

  constructor(make: () => Promise<Harness>) {
    beforeAll(async () => {
      this.#harness = await make();
    });
    afterEach(async () => {
      for (const scene of this.#scenes.splice(0)) {
        scene.end();
        await this.sfu.closeSession({ session: scene.session });
      }
    });
    afterAll(() => this.#harness?.close());
  }

  get sfu(): Sfu {
    return this.#open.sfu;
  }

  scene(): Scene {
    this.#opened += 1;
    const scene = new Scene(this.sfu, `session-${this.#opened}`);
    this.#scenes.push(scene);
    return scene;
  }

  consumers(): Promise<readonly ConsumerId[]> {
    return this.#open.consumers();
  }

  flows(consumer: ConsumerId): Promise<boolean> {
    return this.#open.flows(consumer);
  }

  failConsumer(): void {
    this.#open.failConsumer();
  }

  killWorker(session: SessionId): Promise<void> {
    return this.#open.killWorker(session);
  }

  get #open(): Harness {
    if (this.#harness === null) throw new Error('the SFU under test is not there yet');
    return this.#harness;
  }
}
