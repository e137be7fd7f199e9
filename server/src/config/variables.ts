import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { envTable, envText, machineVariables, secret, variable } from '@parley/shared/lib';

const root = resolve(import.meta.dirname, '../../..');
const machine = machineVariables(availableParallelism());

/** Every variable of the server's environment: its check, its default and what is said of it. */
export const serverEnvironment = envTable({
  PORT: variable(envText.wholeNumber(0, 65_535), {
    default: '8080',
    en: 'Port of the web server; 0 takes a free one.',
    zh: '网页服务的端口；0 表示任取空闲端口。',
  }),
  HOST: variable(envText.host(), {
    default: null,
    shown: { en: '127.0.0.1; 0.0.0.0 with TLS', zh: '127.0.0.1；启用 TLS 时为 0.0.0.0' },
    en: 'Address the web server listens on. Browsers give cameras only to localhost and to HTTPS.',
    zh: '网页服务监听的地址。浏览器只允许 localhost 和 HTTPS 使用摄像头。',
  }),
  PUBLIC_URL: variable(envText.origin('http', 'https'), {
    default: null,
    shown: {
      en: 'from the certificate, else from HOST; with PORT',
      zh: '由证书得出，没有证书时由 HOST 得出；端口取 PORT',
    },
    en: 'What personal links begin with: the address guests reach this server under.',
    zh: '个人链接的开头，即参与人访问本服务器的网址。',
  }),
  ALLOWED_ORIGINS: variable(envText.list(envText.origin('http', 'https')), {
    default: null,
    shown: { en: 'none', zh: '无' },
    en: 'Further origins whose pages may use this server, separated by commas.',
    zh: '另外允许访问本服务器的网页来源，以逗号分隔。',
  }),
  TRUST_PROXY: variable(envText.wholeNumber(0, 10), {
    default: '0',
    en: 'How many proxies of your own stand in front; they name the client in X-Forwarded-For.',
    zh: '前面有几层自己的代理；它们在 X-Forwarded-For 中写明客户端地址。',
  }),
  TLS_CERT: variable(envText.line(), {
    default: null,
    shown: { en: 'none', zh: '无' },
    en: 'Certificate file (PEM) for HTTPS; together with TLS_KEY.',
    zh: 'HTTPS 证书文件（PEM），与 TLS_KEY 一起设置。',
  }),
  TLS_KEY: variable(envText.line(), {
    default: null,
    shown: { en: 'none', zh: '无' },
    en: 'Private key file (PEM) of that certificate.',
    zh: '该证书的私钥文件（PEM）。',
  }),
  SELF_SIGNED: variable(envText.flag(), {
    default: 'false',
    en: 'Make a certificate of its own, to try Parley with other devices on a LAN (`npm start -- --self-signed`).',
    zh: '自行生成证书，便于用局域网内的其他设备试用（`npm start -- --self-signed`）。',
  }),
  DATA_DIR: variable(envText.line(), {
    default: resolve(root, '.data'),
    shown: { en: '.data in the project', zh: '项目内的 .data' },
    en: 'Folder of everything that lasts.',
    zh: '保存全部数据的文件夹。',
  }),
  DATABASE_URL: secret(envText.url('postgres', 'postgresql'), {
    default: null,
    shown: { en: 'the embedded PostgreSQL', zh: '内置的 PostgreSQL' },
    en: 'A PostgreSQL of your own in place of the embedded one.',
    zh: '使用自己的 PostgreSQL，代替内置数据库。',
  }),
  SFU_URLS: variable(envText.list(envText.url('ws', 'wss')), {
    default: null,
    shown: { en: 'an SFU in this process', zh: '本进程内的 SFU' },
    en: 'SFU nodes on other machines (`npm run sfu`), separated by commas.',
    zh: '其他机器上的 SFU 节点（`npm run sfu`），以逗号分隔。',
  }),
  SFU_SECRET: secret(envText.line(32), {
    default: null,
    shown: { en: 'none', zh: '无' },
    en: 'What server and SFU nodes prove to each other; needed with SFU_URLS.',
    zh: '服务器与 SFU 节点互相验证的密钥；设置 SFU_URLS 时必填。',
  }),
  SFU_WORKERS: machine.workers,
  MEDIASOUP_LISTEN_IP: variable(envText.ip(), {
    default: null,
    shown: {
      en: 'HOST; where that is 0.0.0.0 the first LAN address',
      zh: '同 HOST;HOST 为 0.0.0.0 时取第一个局域网地址',
    },
    en: 'Address media arrives at on this machine.',
    zh: '本机接收音视频的地址。',
  }),
  MEDIASOUP_ANNOUNCED_ADDRESS: variable(envText.host(), {
    default: null,
    shown: { en: 'where media arrives', zh: '即接收音视频的地址' },
    en: 'Address browsers send media to: the public one behind a NAT.',
    zh: '浏览器发送音视频所用的地址；在 NAT 之后时填公网地址。',
  }),
  MEDIASOUP_PORT: machine.firstMediaPort,
  MEDIASOUP_WORKER_BIN: machine.workerProgram,
  CAPTIONS: variable(envText.oneOf(['none', 'service', 'sherpa']), {
    default: 'none',
    en: 'What turns speech into captions where a mediator switches it on: none, a service, or sherpa on this machine.',
    zh: '调解员打开自动字幕时由什么把语音转成文字：none（不提供）、service，或本机上的 sherpa。',
  }),
  CAPTIONS_URL: variable(envText.url('ws', 'wss'), {
    default: null,
    shown: { en: 'none', zh: '无' },
    en: 'The caption service of your own; needed with CAPTIONS=service. It is sent the voices of rooms where captions are on.',
    zh: '自己的字幕服务；CAPTIONS=service 时必填。打开自动字幕的房间里的语音会发送给它。',
  }),
  CAPTIONS_SECRET: secret(envText.line(16), {
    default: null,
    shown: { en: 'none', zh: '无' },
    en: 'What that service is shown, as `Authorization: Bearer …`.',
    zh: '以 `Authorization: Bearer …` 向该服务出示的密钥。',
  }),
  CAPTIONS_MODEL_DIR: variable(envText.line(), {
    default: null,
    shown: { en: 'none', zh: '无' },
    en: 'Folder of your own streaming transducers (encoder, decoder, joiner, tokens.txt), one folder a language (zh, en …); needed with CAPTIONS=sherpa.',
    zh: '自备流式 transducer 模型（encoder、decoder、joiner、tokens.txt）的文件夹，每种语言一个子文件夹（zh、en……）；CAPTIONS=sherpa 时必填。',
  }),
  LINE_GRACE_SECONDS: variable(envText.wholeNumber(1, 3_600), {
    default: '20',
    en: 'How long a lost connection keeps its media before it counts as offline.',
    zh: '断线后保留音视频的秒数，之后视为离线。',
  }),
  METRICS_TOKEN: secret(envText.line(16), {
    default: null,
    shown: {
      en: 'none: this machine only; nobody with PUBLIC_URL or TRUST_PROXY',
      zh: '无：仅限本机；设了 PUBLIC_URL 或 TRUST_PROXY 时一律不可读取',
    },
    en: 'Lets a collector read /metrics with `Authorization: Bearer …`; behind a proxy one on this machine needs it too.',
    zh: '允许以 `Authorization: Bearer …` 读取 /metrics；前面有代理时，本机也须出示。',
  }),
  LOG_LEVEL: machine.logLevel,
});
