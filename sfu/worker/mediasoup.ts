import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WorkerUnavailable } from './failure.ts';

/** What obtaining a worker needs to know of the installed mediasoup npm package. */
export interface MediasoupPackage {
  dir: string;
  version: string;
  /** The `repository.url` of its package.json. */
  repository: string;
}

export async function readMediasoup(dir: string): Promise<MediasoupPackage> {
  const file = join(dir, 'package.json');
  const manifest: unknown = JSON.parse(
    await readFile(file, 'utf8').catch(() => {
      throw new WorkerUnavailable(`${file} cannot be read: are the npm packages installed?`);
    }),
  );
  if (
    typeof manifest === 'object' &&
    manifest !== null &&
    'version' in manifest &&
    'repository' in manifest
  ) {
    const { version, repository } = manifest;
    if (typeof version === 'string' && typeof repository === 'object' && repository !== null) {
      if ('url' in repository && typeof repository.url === 'string') {
        return { dir, version, repository: repository.url };
      }
    }
  }
  throw new WorkerUnavailable(`${file} is not mediasoup's.`);
}

/**
 * The strings of a list in a meson.build file: all of its `name = […]` and `name += […]`, in order.
 *
 * @throws WorkerUnavailable when there is no such list: the package is not the one the recipe knows.
 */
export function mesonList(text: string, name: string): string[] {
  const blocks = [...text.matchAll(new RegExp(`\\b${name}\\s*\\+?=\\s*\\[([^\\]]*)\\]`, 'g'))];
  const items = blocks.flatMap((block) =>
    [...(block[1] ?? '').matchAll(/'([^']+)'/g)].map((item) => item[1] ?? ''),
  );
  if (items.length === 0) {
    throw new WorkerUnavailable(
      `mediasoup's meson.build names no ${name}: the recipe does not know this version.`,
    );
  }
  return items;
}

/** The worker's own sources by absolute path, as its build files list them with their default options. */
export interface WorkerSources {
  /** C++ sources of mediasoup-worker and of the part of libwebrtc that it carries. */
  cpp: string[];
  /** FlatBuffers schemas. */
  schemas: string[];
}

export async function readSources(mediasoup: MediasoupPackage): Promise<WorkerSources> {
  const worker = join(mediasoup.dir, 'worker');
  const list = async (folder: string, name: string) => {
    const file = join(worker, folder, 'meson.build');
    const text = await readFile(file, 'utf8').catch(() => {
      throw new WorkerUnavailable(`${file} cannot be read: mediasoup's package has no source of the worker.`);
    });
    return mesonList(text, name).map((path) => join(worker, folder, path));
  };
  return {
    cpp: [
      ...(await list('.', 'common_sources')),
      join(worker, 'src/main.cpp'),
      ...(await list('deps/libwebrtc', 'libwebrtc_sources')),
    ],
    schemas: await list('fbs', 'flatbuffers_schemas'),
  };
}
