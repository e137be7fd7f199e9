export * from './rtp.ts';
export * from './sfu.ts';
