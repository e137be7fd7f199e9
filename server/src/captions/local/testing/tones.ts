const packets = (...base64: readonly string[]): readonly Uint8Array[] =>
  base64.map((each) => Buffer.from(each, 'base64'));

/** 80 ms each of a steady tone, in packets of Opus of 20 ms (`opusenc --hard-cbr --bitrate 16` of Debian’s opus-tools). */
export const TONES = {
  700: packets(
    '+LwQYUKzaou8rfAgzEDxCeFz87gVhs2j82TPiwH57VNVW/7B+ZajQg==',
    '+LwQYUIFq7/Vi3KrqzvoMh4gNNZb3Ia2S0V7Mgd5Qqaqt/2C6PYjQg==',
    '+LwQYUKzat7kt6dRyuoRgRsrC/X1MqTWyWivZkD8oVNVW/7B8fbDQg==',
    '+LwQYUIFq946wDRiAtp+5ja7x2o8ZuzWyZndZkD8oVNVW/7B9pYjQg==',
  ),
  2000: packets(
    '+JPEapA36Pzechnu4rYIOEDiv1SY3Wf3e+fPgIbdTk1b425elmoCaQ==',
    '+L5uv+Q37IdOaaAXnVvz0xxr4foz6Yx+ufvnwENurpq3xtpKWqgJoQ==',
    '+L5smQCxnyRobkBlRrDoQ0/zIjEsjTVRfP3/AQ26nJq3xtpKV5hpiQ==',
    '+JPEapA37IdMfccQ78gWvpO7vyqiVHOc3vnz4CG3V01b425elqoCaQ==',
  ),
} as const;
