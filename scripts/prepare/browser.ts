import { access, constants } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { ProgramFailed, run } from '../run/program.ts';

/** What the browser tests need and this machine lacks; the message says what to install. */
export class BrowserMissing extends Error {}

/** Debian's package by what it is for. */
const BROWSER = 'chromium';

/** Fonts, by a language that the interface and its tests are written in. */
const FONTS = { 'zh-cn': 'fonts-noto-cjk', ar: 'fonts-noto-core' } as const;

/** How long another installation on this machine is waited for, in seconds. */
const LOCK_PATIENCE = 600;

/** Sees to Chromium and fonts with Chinese and Arabic characters: as root by Debian's packages, otherwise by asking. */
export async function prepareBrowser(signal: AbortSignal): Promise<void> {
  const missing = await findMissing();
  if (missing.length === 0) return;
  const command = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0 || !(await exists('/usr/bin/apt-get'))) {
    throw new BrowserMissing(`The browser tests need ${missing.join(' and ')}; as root: ${command}`);
  }
  process.stderr.write(`Installing ${missing.join(' and ')} from Debian's packages\n`);
  await apt(['update'], signal);
  await apt(['install', '-y', '--no-install-recommends', ...missing], signal);
  const still = await findMissing();
  if (still.length > 0) throw new BrowserMissing(`Installed, yet not found: ${still.join(' and ')}`);
}

async function findMissing(): Promise<string[]> {
  const browser = await exists(process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium');
  const fonts = await Promise.all(
    Object.entries(FONTS).map(async ([language, font]) => ((await hasFontFor(language)) ? [] : [font])),
  );
  return [...(browser ? [] : [BROWSER]), ...fonts.flat()];
}

async function hasFontFor(language: string): Promise<boolean> {
  const found = await run('fc-list', [`:lang=${language}`, 'family'], { output: 'hide' }).catch(
    () => undefined,
  );
  return found !== undefined && found.output.trim() !== '';
}

function exists(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Runs apt-get, waiting while something else on the machine installs. */
async function apt(args: readonly string[], signal: AbortSignal): Promise<void> {
  const command = ['-o', `DPkg::Lock::Timeout=${LOCK_PATIENCE}`, '-q', ...args];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const deadline = performance.now() + LOCK_PATIENCE * 1000;
  for (;;) {
    const { code, output } = await run('apt-get', command, { env, signal, output: 'hide' });
    if (code === 0) return;
    // Only the lock on packages is waited for by apt itself, not the one on the lists of packages.
    if (!output.includes('Could not get lock') || performance.now() > deadline) {
      throw new ProgramFailed(`apt-get ${args.join(' ')} ended with exit code ${code}\n${output}`.trimEnd());
    }
    await pause(2000, undefined, { signal });
  }
}
