import { spawn } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from './install.mjs';
import { say } from './say.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** npm passes Ctrl-C on to a child that has got it from the terminal already: within this many ms it is the same one. */
const ONE_PRESS = 1000;

/**
 * The engine collects what is new when this is full, megabytes. Left to itself it makes four times as much room, which a
 * server whose people only wait fills with what it needs no more: docs/performance.md, «Memory».
 */
const ROOM_FOR_NEW = '--max-semi-space-size=16';

/**
 * Installs what is missing, then lets the project's own Node run a script of this project, and ends as that ends.
 *
 * Ctrl-C asks the script to stop, a second one ends it and all it started. The script has a process group of its own,
 * so that a terminal's Ctrl-C reaches it once and in order, and it sees by a closed channel when this process is gone.
 *
 * @param {string} script path from the project's folder
 */
export async function handOver(script) {
  const node = await install(root);
  const bin = join(root, 'node_modules', '.bin');
  const child = spawn(node, [resolve(root, script), ...process.argv.slice(2)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
    env: {
      ...process.env,
      // Whoever sets their own has it.
      NODE_OPTIONS: [ROOM_FOR_NEW, process.env['NODE_OPTIONS'] ?? ''].join(' ').trim(),
      PATH: [dirname(node), bin, process.env['PATH'] ?? ''].join(':'),
      // What Node has read once it need not read again: a server that fell is back sooner.
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? join(root, 'node_modules', '.cache', 'node'),
    },
  });

  /** @type {number | undefined} */
  let asked;
  /** @param {'SIGINT' | 'SIGTERM'} signal */
  const stop = (signal) => {
    if (asked === undefined) {
      asked = Date.now();
      child.kill(signal);
    } else if (Date.now() - asked > ONE_PRESS) {
      say('Stopping at once / 立即停止');
      endGroup(child.pid);
    }
  };
  process.on('SIGINT', () => stop('SIGINT')).on('SIGTERM', () => stop('SIGTERM'));
  // A closed terminal is no reason to lose what is not written yet.
  process.on('SIGHUP', () => stop('SIGTERM'));
  whenNpmIsGone(() => asked ?? stop('SIGTERM'));

  child.on('error', (error) => {
    say(error.message);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    endGroup(child.pid);
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
  });
}

/** npm that was killed tells nobody. @param {() => void} then */
function whenNpmIsGone(then) {
  const npm = process.ppid;
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const watch = setInterval(() => {
    if (process.ppid === npm) return;
    clearInterval(watch);
    then();
  }, ONE_PRESS);
  watch.unref();
}

/** Whoever is left of the script's process group. @param {number | undefined} leader */
function endGroup(leader) {
  if (leader === undefined) return;
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // Nobody is left.
  }
}
