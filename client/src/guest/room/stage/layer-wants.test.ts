import { ConsumerId } from '@parley/shared/ids';
import { describe, expect, it } from 'vitest';
import { LayerWants, layerFor } from './layer-wants.ts';

const picture = ConsumerId.parse('consumer-1');
const other = ConsumerId.parse('consumer-2');

function setUp() {
  const told: [string, number | null][] = [];
  const tasks: (() => void)[] = [];
  const wants = new LayerWants(
    (consumer, layer) => told.push([consumer, layer]),
    (task) => tasks.push(task),
  );
  const moment = () => {
    for (const task of tasks.splice(0)) task();
    return told.splice(0);
  };
  return { wants, moment };
}

describe('layers wanted by what is on screen', () => {
  it('takes the largest of the places that show a picture', () => {
    const { wants, moment } = setUp();
    const [strip, stage] = [{}, {}];
    wants.want(picture, strip, 0);
    wants.want(picture, stage, 2);
    expect(moment()).toEqual([[picture, 2]]);
    wants.leave(picture, stage);
    expect(moment()).toEqual([[picture, 0]]);
    wants.want(picture, strip, null);
    expect(moment()).toEqual([[picture, null]]);
    wants.leave(picture, strip);
    expect(moment()).toEqual([]);
  });

  it('says nothing when a picture only changes its place within one moment', () => {
    const { wants, moment } = setUp();
    const [before, after] = [{}, {}];
    wants.want(picture, before, 1);
    moment();
    wants.leave(picture, before);
    wants.want(picture, after, 1);
    expect(moment()).toEqual([]);
  });

  it('asks for none of a picture that is out of sight from the beginning', () => {
    const { wants, moment } = setUp();
    wants.want(picture, {}, null);
    expect(moment()).toEqual([[picture, null]]);
  });

  it('[PAGE-30] remembers nothing of a picture once no place shows it: shown again it is a new one', () => {
    const { wants, moment } = setUp();
    const place = {};
    wants.want(picture, place, null);
    moment();
    wants.leave(picture, place);
    expect(moment()).toEqual([]);
    wants.want(picture, place, null);
    expect(moment()).toEqual([[picture, null]]);
  });

  it('keeps pictures apart', () => {
    const { wants, moment } = setUp();
    wants.want(picture, {}, 1);
    wants.want(other, {}, 0);
    expect(moment()).toEqual([
      [picture, 1],
      [other, 0],
    ]);
  });
});

it('chooses the layer by the height in device pixels', () => {
  expect([90, 216, 217, 432, 433, 1080].map(layerFor)).toEqual([0, 0, 1, 1, 2, 2]);
});
