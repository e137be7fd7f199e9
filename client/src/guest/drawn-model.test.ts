import { expect, test } from 'vitest';
import { FakeDevices } from '../media/testing/fake-devices.ts';
import { emptyModel } from '../session/engine-model.ts';
import { isDrawnAlike } from './drawn-model.ts';

const model = emptyModel(new FakeDevices().getModel());

test('a room looks alike while letters are written in its documents and in notes', () => {
  const documents = { ...model.agreement.documents, agreement: { kind: 'loading' } as const };
  const written = { ...model, agreement: { ...model.agreement, documents } };
  expect(isDrawnAlike(model, written)).toBe(true);
  expect(isDrawnAlike(model, { ...model, note: { kind: 'none' } })).toBe(true);
});

test('it does not once anything else has changed, were it only what others did in the agreement', () => {
  expect(isDrawnAlike(model, { ...model, speaking: new Set() })).toBe(false);
  const view = { ...model.agreement.view };
  expect(isDrawnAlike(model, { ...model, agreement: { ...model.agreement, view } })).toBe(false);
});
