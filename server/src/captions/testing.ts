/** 20 ms of silence, as Opus has it. */
export const SILENCE = Buffer.from([0xf8, 0xff, 0xfe]);
