import { copyFile, mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import type { Commands } from './commands.ts';
import { type Compiler, findCompiler } from './compiler.ts';
import { openSuite, readDebianHost } from './debian.ts';
import { WorkerUnavailable } from './failure.ts';
import { type MediasoupPackage, readSources, type WorkerSources } from './mediasoup.ts';
import { runPool } from './pool.ts';
import type { Reporter } from './progress.ts';
import * as recipe from './recipe.ts';

/** What one compiler process needs at most, with room to spare: 0.5 GB were seen. */
const MEMORY_PER_JOB = 0.75 * 2 ** 30;

const RECIPE = join(import.meta.dirname, 'recipe');

/** Where the build's inputs lie; all of it in one folder that is thrown away afterwards. */
interface Inputs {
  work: string;
  mediasoup: MediasoupPackage;
  sources: WorkerSources;
  /** Unpacked packages of the machine's own release. */
  host: string;
  /** Unpacked packages of the release that OpenSSL comes from. */
  crypto: string;
  /** Unpacked source of libsrtp. */
  srtp: string;
  compiler: Compiler;
}

/** One source to compile. */
interface Job {
  compiler: string;
  source: string;
  object: string;
  flags: string[];
  size: number;
}

/**
 * Builds the worker from mediasoup's npm package and Debian's packages in the empty folder `work`.
 *
 * `into` receives `mediasoup-worker` and `built-from.txt`, the names of the packages that are in it.
 */
export async function buildWorker(
  mediasoup: MediasoupPackage,
  work: string,
  into: string,
  commands: Commands,
  reporter: Reporter,
): Promise<void> {
  const inputs = await fetchInputs(mediasoup, work, into, commands, reporter);
  reporter.step('generating headers');
  await generateHeaders(inputs, commands);
  const objects = await compile(inputs, commands, reporter);
  reporter.step('linking');
  await link(inputs, objects, commands);
  await rename(join(work, 'mediasoup-worker'), join(into, 'mediasoup-worker'));
}

async function fetchInputs(
  mediasoup: MediasoupPackage,
  work: string,
  into: string,
  commands: Commands,
  reporter: Reporter,
): Promise<Inputs> {
  const sources = await readSources(mediasoup);
  const debian = await readDebianHost();
  const cryptoSuite = debian === undefined ? undefined : recipe.CRYPTO_SUITE[debian.codename];
  if (debian === undefined || cryptoSuite === undefined) {
    throw new WorkerUnavailable(
      `The media worker can be built on Debian ${Object.keys(recipe.CRYPTO_SUITE).join(' and ')} alone. ` +
        'Elsewhere, set MEDIASOUP_WORKER_BIN to a mediasoup-worker of version ' +
        `${mediasoup.version}.`,
    );
  }
  const suites = new Set([debian.codename, cryptoSuite]);
  reporter.step(`fetching libraries from Debian's ${[...suites].join(' and ')}`);
  const roots = { host: join(work, 'host'), crypto: join(work, 'crypto'), srtp: join(work, 'srtp') };
  const [host, crypto] = await Promise.all([
    openSuite(join(work, 'host-apt'), debian.codename, debian.mirrors, commands),
    openSuite(join(work, 'crypto-apt'), cryptoSuite, debian.mirrors, commands),
  ]);
  const packages = [
    ...(await host.unpack(recipe.HOST_PACKAGES, roots.host)),
    ...(await crypto.unpack(recipe.CRYPTO_PACKAGES, roots.crypto)),
    await crypto.unpackSource(recipe.SRTP_SOURCE_PACKAGE, roots.srtp),
  ];
  await writeFile(join(into, 'built-from.txt'), `mediasoup ${mediasoup.version}\n${packages.join('\n')}\n`);
  const compiler = await findCompiler(work, host, commands, reporter);
  return { work, mediasoup, sources, ...roots, compiler };
}

async function generateHeaders(inputs: Inputs, commands: Commands): Promise<void> {
  const { work, host, srtp, sources } = inputs;
  const flatc = join(host, 'usr/bin/flatc');
  const flags = [...recipe.FLATC_FLAGS, '-o', join(work, 'generated/FBS')];
  await commands.run('generating headers', flatc, [...flags, ...sources.schemas]);
  const installed = join(work, 'generated/srtp2');
  await mkdir(installed, { recursive: true });
  for (const header of recipe.SRTP_HEADERS) {
    await copyFile(join(srtp, header), join(installed, basename(header)));
  }
  await copyFile(join(RECIPE, 'precompiled.hpp'), join(work, 'generated/precompiled.hpp'));
}

/** Compiles everything, large sources first so that the last ones end together. Returns the objects. */
async function compile(inputs: Inputs, commands: Commands, reporter: Reporter): Promise<string[]> {
  const { compiler, work } = inputs;
  const step = 'compiling';
  const run = async (job: Job) => {
    const args = [...compiler.args, ...job.flags, '-c', job.source, '-o', job.object];
    await commands.run(step, job.compiler, args, { env: compiler.env });
  };
  await mkdir(join(work, 'objects'));
  const jobs = (await listJobs(inputs)).sort((a, b) => b.size - a.size);
  const total = jobs.length + 1;
  reporter.objects(0, total);
  const header = join(work, 'generated/precompiled.hpp');
  await run({
    compiler: compiler.cpp,
    source: header,
    object: `${header}.gch`,
    flags: [...cppFlags(inputs), '-x', 'c++-header'],
    size: 0,
  });
  let done = 1;
  reporter.objects(done, total);
  await runPool(jobs, parallelJobs(), async (job) => {
    await run(job);
    done += 1;
    reporter.objects(done, total);
  });
  return jobs.map((job) => job.object);
}

function parallelJobs(): number {
  const byMemory = Math.floor(process.availableMemory() / MEMORY_PER_JOB);
  return Math.max(1, Math.min(availableParallelism(), byMemory));
}

async function listJobs(inputs: Inputs): Promise<Job[]> {
  const { compiler, work, sources, srtp } = inputs;
  const forced = [...cppFlags(inputs), '-Winvalid-pch', '-include', 'precompiled.hpp'];
  const wanted = [
    ...sources.cpp.map((source) => ({ compiler: compiler.cpp, source, flags: forced })),
    ...[...recipe.SRTP_SOURCES.map((source) => join(srtp, source)), join(RECIPE, 'isoc23.c')].map(
      (source) => ({
        compiler: compiler.c,
        source,
        flags: cFlags(inputs),
      }),
    ),
  ];
  return Promise.all(
    wanted.map(async (job, index) => ({
      ...job,
      // Names repeat between folders, the number keeps them apart.
      object: join(work, 'objects', `${index}-${basename(job.source)}.o`),
      size: (await stat(job.source)).size,
    })),
  );
}

function cppFlags(inputs: Inputs): string[] {
  const worker = join(inputs.mediasoup.dir, 'worker');
  const folders = [
    join(inputs.work, 'generated'),
    join(RECIPE, 'include'),
    join(worker, 'include'),
    join(worker, 'deps/libwebrtc'),
    join(worker, 'deps/libwebrtc/libwebrtc'),
    ...libraryHeaders(inputs),
  ];
  return [...recipe.CPP_FLAGS, ...folders.map((folder) => `-I${folder}`)];
}

function cFlags(inputs: Inputs): string[] {
  const folders = [
    join(RECIPE, 'libsrtp2'),
    join(inputs.srtp, 'include'),
    join(inputs.srtp, 'crypto/include'),
    ...libraryHeaders(inputs),
  ];
  return [...recipe.C_FLAGS, ...folders.map((folder) => `-I${folder}`)];
}

function libraryHeaders({ host, crypto, compiler }: Inputs): string[] {
  const own = join(crypto, 'usr/include');
  return [own, join(own, compiler.multiarch), join(host, 'usr/include')];
}

async function link(inputs: Inputs, objects: string[], commands: Commands): Promise<void> {
  const { compiler, host, crypto, work } = inputs;
  const hostLibraries = join(host, 'usr/lib', compiler.multiarch);
  const cryptoLibraries = join(crypto, 'usr/lib', compiler.multiarch);
  const archives = [
    ...(await readdir(hostLibraries))
      .filter((name) => recipe.HOST_ARCHIVES.test(name))
      .map((name) => join(hostLibraries, name)),
    ...recipe.CRYPTO_ARCHIVES.map((name) => join(cryptoLibraries, name)),
  ];
  await commands.run(
    'linking',
    compiler.cpp,
    [
      ...compiler.args,
      ...recipe.LINK_FLAGS,
      ...objects,
      '-Wl,--start-group',
      ...archives,
      '-Wl,--end-group',
      ...recipe.SYSTEM_LIBRARIES,
      '-o',
      join(work, 'mediasoup-worker'),
    ],
    { env: compiler.env },
  );
}
