import { envText, variable } from './env.ts';

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** The variables that a server with media of its own and a media node read alike. */
export const machineVariables = (cores: number) => ({
  workers: variable(envText.wholeNumber(1, 256), {
    default: String(cores),
    shown: { en: 'one per core', zh: '每个处理器核一个' },
    en: 'Media worker processes.',
    zh: '媒体工作进程的数量。',
  }),
  firstMediaPort: variable(envText.wholeNumber(0, 65_535), {
    default: '0',
    shown: { en: '0: free ones', zh: '0：任取空闲端口' },
    en: 'First media port, UDP and TCP; each worker takes one.',
    zh: '第一个媒体端口（UDP 和 TCP），每个工作进程占用一个。',
  }),
  workerProgram: variable(envText.line(), {
    default: null,
    shown: { en: 'obtained at the first start', zh: '首次启动时取得' },
    en: 'The mediasoup-worker program.',
    zh: 'mediasoup-worker 程序。',
  }),
  logLevel: variable(envText.oneOf(LEVELS), {
    default: 'info',
    en: `How much is logged: ${LEVELS.join(', ')}.`,
    zh: `日志详细程度：${LEVELS.join('、')}。`,
  }),
});
