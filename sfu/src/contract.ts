import { describe } from 'vitest';
import { audience } from './contract/audience.ts';
import { ears } from './contract/ears.ts';
import { joining } from './contract/joining.ts';
import { loss } from './contract/loss.ts';
import type { Harness } from './contract/scene.ts';
import { prepared } from './contract/prepared.ts';
import { secondLock } from './contract/second-lock.ts';
import { Stage } from './contract/stage.ts';
import { takingUp } from './contract/taking-up.ts';
import { tracks } from './contract/tracks.ts';

/** What every `Sfu` promises, whatever it is made of: call it in a test file with a way to make one. */
export function sfuContract(name: string, make: () => Promise<Harness>): void {
  describe(`the contract of an Sfu: ${name}`, () => {
    const stage = new Stage(make);
    describe('joining', () => {
      joining(stage);
    });
    describe('audience', () => {
      audience(stage);
    });
    describe('prepared', () => {
      prepared(stage);
    });
    describe('second lock', () => {
      secondLock(stage);
    });
    describe('tracks', () => {
      tracks(stage);
    });
    describe('ears', () => {
      ears(stage);
    });
    describe('taking up', () => {
      takingUp(stage);
    });
    describe('loss', () => {
      loss(stage);
    });
  });
}
