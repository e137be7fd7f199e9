import { canHold, unfit } from '../../server/src/config/folder.ts';
import { envTable, envText, err, type Result, variable } from '@parley/shared/lib';

/** What the set-up itself reads, before there is a server or a node. */
export const setUpEnvironment = envTable({
  PARLEY_CACHE_DIR: variable(envText.line(), {
    default: null,
    shown: { en: '~/.cache/parley', zh: '~/.cache/parley' },
    en: 'Folder of what is made once per machine: the media worker.',
    zh: '存放每台机器只需生成一次的内容（媒体工作程序）的文件夹。',
  }),
  MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD: variable(envText.flag(), {
    default: 'false',
    en: "Build the media worker without trying to download mediasoup's prebuilt one.",
    zh: '不尝试下载预编译的媒体工作程序，直接编译。',
  }),
});

/** What is wrong with the settings; a line for each variable, beginning with its name. */
export class BadSettings extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;

type SetUp = Extract<ReturnType<typeof setUpEnvironment.read>, { ok: true }>['value'];

/** What the set-up reads, or a line for each variable that is wrong. */
export function readSetUp(environment: Environment): Result<SetUp, readonly string[]> {
  const setUp = setUpEnvironment.read(environment);
  if (!setUp.ok) return setUp;
  const cache = setUp.value.PARLEY_CACHE_DIR;
  return cache === null || canHold(cache) ? setUp : err([`PARLEY_CACHE_DIR: ${unfit(cache)}`]);
}

/**
 * Reads all settings before anything that takes minutes, so that a mistyped one is told at once. The worker is
 * obtained after this: any program stands in for it.
 *
 * @throws BadSettings
 */
export function readSettings<T>(
  environment: Environment,
  read: (environment: Environment) => Result<T, readonly string[]>,
): T {
  const setUp = readSetUp(environment);
  const named = environment['MEDIASOUP_WORKER_BIN']?.trim();
  const settings = read({ ...environment, MEDIASOUP_WORKER_BIN: named || process.execPath });
  if (setUp.ok && settings.ok) return settings.value;
  throw new BadSettings([setUp, settings].flatMap((each) => (each.ok ? [] : each.error)).join('\n'));
}
