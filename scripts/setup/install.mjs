import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { progress, say, stopWith } from './say.mjs';
import { treeDiffers } from './tree.mjs';

// Everything in this folder runs under the machine's own Node, before anything is installed.
const MIN_NODE = 20;
const MIN_NPM = 9;
/** Runs .ts files as they are and is new enough for every dependency. */
const OWN_NODE = 24;

/**
 * Not `npm ci`: it refuses a lock file made where the registry lacked some other machine's optional package. Without
 * saving, this too installs what the lock file says and leaves that file alone.
 */
const INSTALL = ['install', '--no-save', '--loglevel=error', '--no-audit', '--no-fund'];

/**
 * Installs the dependencies unless they are those of the lock file already.
 *
 * @param {string} root the project's folder
 * @returns {Promise<string>} path of the Node that runs the rest
 */
export async function install(root) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < MIN_NODE) {
    stopWith(
      `Parley needs Node.js ${MIN_NODE} or newer; this is ${process.versions.node}.`,
      `需要 Node.js ${MIN_NODE} 或更高版本，当前为 ${process.versions.node}。`,
    );
  }
  if (differs(root) !== undefined) await runNpm(root);
  const own = ownNode(root);
  if (own !== undefined) return own;
  if (major >= OWN_NODE) return process.execPath;
  stopWith(
    `There is no packaged Node.js ${OWN_NODE} for ${process.platform}-${process.arch}: install it and start again with it.`,
    `没有适用于 ${process.platform}-${process.arch} 的 Node.js ${OWN_NODE} 软件包，请自行安装后再启动。`,
  );
}

/**
 * The Node that npm installed. The packages for other platforms claim the name `.bin/node` too, and npm may drop it
 * with them, yet npm's scripts find this Node by it.
 *
 * @param {string} root
 * @returns {string | undefined} its path
 */
function ownNode(root) {
  const name = `node-${process.platform}-${process.arch}`;
  const own = join(root, 'node_modules', name, 'bin', 'node');
  if (!existsSync(own)) return undefined;
  const bin = join(root, 'node_modules', '.bin', 'node');
  if (!existsSync(bin)) {
    rmSync(bin, { force: true });
    symlinkSync(join('..', name, 'bin', 'node'), bin);
  }
  return own;
}

/** @param {string} root */
function differs(root) {
  const wanted = readTree(join(root, 'package-lock.json'));
  if (wanted === undefined) stopWith('package-lock.json is missing or damaged.');
  return treeDiffers(wanted, readTree(installedTree(root)) ?? {}, process);
}

/** npm writes it last, so it is there only after a complete installation. @param {string} root */
const installedTree = (root) => join(root, 'node_modules', '.package-lock.json');

/**
 * @param {string} path
 * @returns {import('./tree.mjs').Tree | undefined}
 */
function readTree(path) {
  try {
    const lock = /** @type {{ packages?: import('./tree.mjs').Tree }} */ (
      JSON.parse(readFileSync(path, 'utf8'))
    );
    return lock.packages;
  } catch {
    return undefined;
  }
}

/** @param {string} root */
async function runNpm(root) {
  const npm = findNpm();
  const version = (await output(npm.program, [...npm.args, '--version'])).trim();
  if (!(Number(version.split('.')[0]) >= MIN_NPM)) {
    stopWith(
      version === '' ? 'npm was not found.' : `Parley needs npm ${MIN_NPM} or newer; this is ${version}.`,
      `需要 npm ${MIN_NPM} 或更高版本。`,
    );
  }
  say('Installing the dependencies from the npm registry / 正在安装依赖');
  rmSync(installedTree(root), { force: true });
  const done = progress('installing the dependencies');
  const child = spawn(npm.program, [...npm.args, ...INSTALL], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const pass = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
  process.on('SIGINT', pass).on('SIGTERM', pass);
  const [code, signal] = await ended(child);
  process.off('SIGINT', pass).off('SIGTERM', pass);
  done();
  if (signal !== null) process.exit(130);
  if (code !== 0) {
    stopWith(`npm could not install the dependencies (exit code ${code}).`, '依赖安装失败。');
  }
  const missing = differs(root);
  if (missing !== undefined) {
    stopWith(
      `npm reported success, but ${missing} is not installed: start again.`,
      '依赖安装不完整，请重试。',
    );
  }
}

/**
 * The npm that runs this script, with the Node it runs on: the `node` on PATH may be one that is about to be replaced.
 */
function findNpm() {
  const { npm_execpath: script, npm_node_execpath: node } = process.env;
  if (script?.endsWith('.js') && node && existsSync(node)) return { program: node, args: [script] };
  return { program: 'npm', args: [] };
}

/**
 * @param {string} program
 * @param {string[]} args
 * @returns {Promise<string>} what it printed; empty when it cannot be run
 */
async function output(program, args) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
  });
  await ended(child).catch(() => undefined);
  return text;
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<[number | null, NodeJS.Signals | null]>}
 */
function ended(child) {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve([code, signal]));
  });
}
