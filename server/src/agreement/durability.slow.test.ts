import { sql } from 'kysely';
import { describe, test } from 'vitest';
import { filesFolder } from '../files/testing.ts';
import { connectStore, type Store } from '../store/database.ts';
import { startEmbedded } from '../store/embedded/index.ts';
import { freezeDatabase, killDatabase, temporaryFolder } from '../store/testing/folders.ts';
import { smallDisk } from '../store/testing/small-disk.ts';
import { Scene } from './testing/kill/scene.ts';
import { ServerChild } from './testing/kill/server-child.ts';

/** `npm run test:kills` asks for more. */
const KILLS = Number(process.env['KILLS'] ?? 50);
const SEED = Number(process.env['SEED'] ?? 1);
/** Each with a server, a database and people of its own: they die side by side. */
const SCENES = [0, 1] as const;
/** A database that ends again within five seconds is started again later and later: it is given the time of some servers. */
const DATABASE_EVERY = 5;
/** Edits that nobody acknowledges: far more than are under way while all is well. */
const MANY = 200;

interface Stage extends AsyncDisposable {
  readonly scene: Scene;
  /** The test's own way to the database. */
  readonly store: Store;
}

/** A database in a folder of its own, a server, and people who have begun to write. */
async function stage(dataDir: string, seed = SEED): Promise<Stage> {
  const embedded = await startEmbedded({ dataDir, report: () => undefined });
  const store = await connectStore(embedded.connection, () => undefined);
  const files = filesFolder();
  const start = (): Promise<ServerChild> => ServerChild.start(embedded.connection, files);
  const crash = (): Promise<void> => killDatabase(dataDir);
  const scene = new Scene({ seed, store, server: await start(), start, crash });
  await scene.begin();
  return {
    scene,
    store,
    [Symbol.asyncDispose]: async () => {
      await scene.end();
      await store.close();
      await embedded.stop();
    },
  };
}

describe.concurrent.each(SCENES)('at whatever moment they are killed, in scene %i', (nth) => {
  const kills = Math.ceil((KILLS - nth) / SCENES.length);

  test('[KEEP-4] no acknowledged word is lost, whether it is the server or its database', {
    timeout: 120_000 + kills * 20_000,
  }, async ({ expect }) => {
    await using folder = await temporaryFolder();
    await using on = await stage(folder.path, SEED + nth);
    const { scene } = on;
    for (let kill = 0; kill < kills; kill += 1) {
      await scene.writeUntil(5 + scene.random.below(40), () =>
        kill % DATABASE_EVERY === 0 ? scene.killDatabase() : scene.killServer(),
      );
      await scene.allSaved();
    }
    await scene.allEqual();
    expect(scene.written).toBeGreaterThan(kills * 10);
  });
});

test('[KEEP-9] an edit of a killed server that is stored after the next has read cuts everyone off once, and nothing is lost', {
  timeout: 600_000,
}, async ({ expect }) => {
  await using folder = await temporaryFolder();
  await using on = await stage(folder.path);
  const { scene } = on;
  await scene.typeUntil(() => scene.survivors.every(({ acknowledged }) => acknowledged > 5));
  await scene.killServer();
  await scene.allSaved();
  const before = scene.survivors.map(({ cutOffs }) => cutOffs);
  await scene.storeLate();
  const { written } = scene;
  await scene.typeUntil(() => scene.written >= written + MANY);
  await scene.allSaved();
  await scene.allEqual();
  expect(scene.survivors.map(({ cutOffs }) => cutOffs)).toEqual(before.map((times) => times + 1));
});

describe.concurrent('people type on while nothing can be stored: nothing is acknowledged and nobody cut off, and then all is stored', () => {
  const allOnLine = (scene: Scene): boolean =>
    scene.survivors.every(({ isOnLine, cutOffs }) => isOnLine && cutOffs === 0);

  test('[KEEP-7] as the disk is full: first for their words, then for the log of the database', async ({
    expect,
  }) => {
    await using disk = await smallDisk();
    await using on = await stage(disk.dataDir);
    const { scene, store } = on;
    await scene.typeUntil(() => scene.survivors.every(({ acknowledged }) => acknowledged > 5));
    for (const fullFor of ['words', 'log'] as const) {
      await disk.fill();
      if (fullFor === 'log') expect(await fillLog(store)).toBeLessThan(100);
      await scene.typeUntil(() => scene.unsaved >= MANY);
      expect(allOnLine(scene)).toBe(true);
      await disk.free();
      await scene.allSaved();
    }
    await scene.allEqual();
  });

  test('[EDIT-10] as the database stands still for ten seconds', async ({ expect }) => {
    await using folder = await temporaryFolder();
    await using on = await stage(folder.path);
    const { scene } = on;
    await scene.typeUntil(() => scene.survivors.every(({ acknowledged }) => acknowledged > 5));
    const thaw = await freezeDatabase(folder.path);
    const since = performance.now();
    // What was stored just before is still being told.
    await scene.typeUntil(() => performance.now() - since > 1_000);
    const { unsaved: early } = scene;
    const before = scene.written;
    await scene.typeUntil(() => performance.now() - since > 10_000);
    expect(scene.unsaved - early).toBe(scene.written - before);
    expect(allOnLine(scene)).toBe(true);
    await thaw();
    await scene.allSaved();
    await scene.allEqual();
  });
});

/** Writes into the database's log until there is no room for more, which ends the database; how many megabytes that took. */
async function fillLog({ db }: Store): Promise<number> {
  const more = sql`SELECT pg_logical_emit_message(true, 'test', repeat('x', 1000000))`;
  const ended = async (): Promise<boolean> => (await more.execute(db).catch(() => null)) === null;
  let megabytes = 0;
  while (megabytes < 100 && !(await ended())) megabytes += 1;
  return megabytes;
}
