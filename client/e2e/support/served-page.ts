import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, preview } from 'vite';

export interface ServedPage {
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** A page of the client's that is not part of the product, by its path, built as the product is. */
export async function servePage(path: string): Promise<ServedPage> {
  const root = join(import.meta.dirname, '..', '..');
  const folder = await mkdtemp(join(tmpdir(), 'parley-page-'));
  const built = { outDir: folder, rolldownOptions: { input: join(root, path) }, sourcemap: false };
  await build({ root, logLevel: 'error', build: built });
  const served = await preview({ root, logLevel: 'error', build: built, preview: { port: 0 } });
  const [address] = served.resolvedUrls?.local ?? [];
  if (address === undefined) throw new Error(`nobody serves ${path}`);
  return {
    address: `${address}${path}`,
    close: async () => {
      await served.close();
      await rm(folder, { recursive: true });
    },
  };
}
