import { availableParallelism } from 'node:os';
import {
  type EnvRow,
  envTable,
  envText,
  err,
  machineVariables,
  mediaPortProblems,
  ok,
  type Result,
  type Secret,
  secret,
  variable,
} from '@parley/shared/lib';

const WILDCARDS = ['0.0.0.0', '::'];
const machine = machineVariables(availableParallelism());

const nodeEnvironment = envTable({
  SFU_PORT: variable(envText.wholeNumber(0, 65_535), {
    default: '4440',
    en: 'Port servers link to this node on, also of /healthz and /metrics; 0 takes a free one.',
    zh: '服务器连接本节点的端口，亦用于 /healthz 和 /metrics；0 表示任取空闲端口。',
  }),
  SFU_HOST: variable(envText.host(), {
    default: '127.0.0.1',
    en: 'Address that port listens on.',
    zh: '该端口监听的地址。',
  }),
  SFU_SECRET: secret(envText.line(32), {
    default: null,
    shown: { en: 'none: required', zh: '无：必填' },
    en: 'What servers and this node prove to each other; the same in all of them, at least 32 characters.',
    zh: '服务器与本节点互相验证的密钥，须全部一致，至少 32 个字符。',
  }),
  METRICS_TOKEN: secret(envText.line(16), {
    default: null,
    shown: { en: 'none: nobody reads them', zh: '无：一律不可读取' },
    en: 'Lets a collector read /metrics with `Authorization: Bearer …`, on this machine too.',
    zh: '允许以 `Authorization: Bearer …` 读取 /metrics，本机亦须出示。',
  }),
  SFU_LEASE_SECONDS: variable(envText.wholeNumber(1, 60), {
    default: '10',
    en: 'How long media go on as they are when their server is gone; then they are silent, and closed a minute later.',
    zh: '服务器失联后音视频照原样继续的秒数；此后静音，再过一分钟关闭。',
  }),
  SFU_WORKERS: machine.workers,
  MEDIASOUP_LISTEN_IP: variable(envText.ip(), {
    default: '127.0.0.1',
    en: 'Address media arrives at on this machine.',
    zh: '本机接收音视频的地址。',
  }),
  MEDIASOUP_ANNOUNCED_ADDRESS: variable(envText.host(), {
    default: null,
    shown: { en: 'MEDIASOUP_LISTEN_IP', zh: '同 MEDIASOUP_LISTEN_IP' },
    en: 'Address browsers send media to: the public one behind a NAT; needed where media listens on 0.0.0.0.',
    zh: '浏览器发送音视频所用的地址；在 NAT 之后时填公网地址，监听 0.0.0.0 时必填。',
  }),
  MEDIASOUP_PORT: machine.firstMediaPort,
  MEDIASOUP_WORKER_BIN: machine.workerProgram,
  LOG_LEVEL: machine.logLevel,
});

/** The settings of a node that runs on its own. */
export interface NodeConfig {
  readonly port: number;
  readonly host: string;
  readonly secret: Secret;
  readonly metricsToken: Secret | null;
  readonly leaseMs: number;
  readonly logLevel: string;
  readonly media: {
    readonly workerBin: string;
    readonly workers: number;
    readonly listenIp: string;
    readonly announcedAddress: string | undefined;
    readonly firstPort: number;
  };
}

/** The variables as a table, in both languages. */
export const describeNodeConfig = (): readonly EnvRow[] => nodeEnvironment.rows;

/** The settings, or one line for each variable that is wrong, beginning with its name. */
export function readNodeConfig(
  environment: Readonly<Record<string, string | undefined>>,
): Result<NodeConfig, readonly string[]> {
  const read = nodeEnvironment.read(environment);
  if (!read.ok) return read;
  const env = read.value;
  const problems: string[] = [];
  if (env.SFU_SECRET === null) problems.push('SFU_SECRET: must be set, to at least 32 characters');
  if (env.MEDIASOUP_WORKER_BIN === null)
    problems.push('MEDIASOUP_WORKER_BIN: must be set; `npm run sfu` does');
  if (WILDCARDS.includes(env.MEDIASOUP_LISTEN_IP) && env.MEDIASOUP_ANNOUNCED_ADDRESS === null) {
    problems.push('MEDIASOUP_ANNOUNCED_ADDRESS: must be set where MEDIASOUP_LISTEN_IP is every address');
  }
  const media = {
    workers: env.SFU_WORKERS,
    listenIp: env.MEDIASOUP_LISTEN_IP,
    firstPort: env.MEDIASOUP_PORT,
  };
  problems.push(
    ...mediaPortProblems({ variable: 'SFU_PORT', port: env.SFU_PORT, host: env.SFU_HOST, media }),
  );
  if (env.SFU_SECRET === null || env.MEDIASOUP_WORKER_BIN === null || problems.length > 0)
    return err(problems);
  return ok({
    port: env.SFU_PORT,
    host: env.SFU_HOST,
    secret: env.SFU_SECRET,
    metricsToken: env.METRICS_TOKEN,
    leaseMs: env.SFU_LEASE_SECONDS * 1_000,
    logLevel: env.LOG_LEVEL,
    media: {
      ...media,
      workerBin: env.MEDIASOUP_WORKER_BIN,
      announcedAddress: env.MEDIASOUP_ANNOUNCED_ADDRESS ?? undefined,
    },
  });
}
