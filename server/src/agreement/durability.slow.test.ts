import { expect, test } from 'vitest';
import { filesFolder } from '../files/testing.ts';
import { connectStore } from '../store/database.ts';
import { startEmbedded } from '../store/embedded/index.ts';
import { killDatabase, temporaryFolder } from '../store/testing/folders.ts';
import { Scene } from './testing/kill/scene.ts';
import { ServerChild } from './testing/kill/server-child.ts';

/** 1,000 in the nightly run. */
const KILLS = Number(process.env['KILLS'] ?? 50);
const SEED = Number(process.env['SEED'] ?? 1);
/** A database that ends again within five seconds is started again later and later: it is given the time of some servers. */
const DATABASE_EVERY = 5;

test('[KEEP-4] no acknowledged word is lost, whether the server or its database is killed, at whatever moment', {
  timeout: 120_000 + KILLS * 10_000,
}, async () => {
  await using folder = await temporaryFolder();
  const embedded = await startEmbedded({ dataDir: folder.path, report: () => undefined });
  const store = await connectStore(embedded.connection, () => undefined);
  const files = filesFolder();
  const start = (): Promise<ServerChild> => ServerChild.start(embedded.connection, files);
  const crash = (): Promise<void> => killDatabase(folder.path);
  const scene = new Scene({ seed: SEED, store, server: await start(), start, crash });
  await scene.begin();
  for (let kill = 0; kill < KILLS; kill += 1) {
    await scene.writeUntil(5 + scene.random.below(40), () =>
      kill % DATABASE_EVERY === 0 ? scene.killDatabase() : scene.killServer(),
    );
    await scene.allSaved();
  }
  await scene.allEqual();
  const written = scene.survivors.reduce((sum, survivor) => sum + survivor.written, 0);
  expect(written).toBeGreaterThan(KILLS * 10);
  await scene.end();
  await store.close();
  await embedded.stop();
});
