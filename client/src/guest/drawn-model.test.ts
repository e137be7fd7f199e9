import type { ParticipantId } from '@parley/shared/ids';
import { expect, test } from 'vitest';
import { FakeDevices } from '../media/testing/fake-devices.ts';
import { emptyModel } from '../session/engine-model.ts';
import { isDrawnAlike } from './drawn-model.ts';

const someone = 'p1' as ParticipantId;
const model = emptyModel(new FakeDevices().getModel());

test('a room looks alike while letters are written in its documents and in notes, and while people speak', () => {
  const documents = { ...model.agreement.documents, agreement: { kind: 'loading' } as const };
  const written = { ...model, agreement: { ...model.agreement, documents } };
  expect(isDrawnAlike(model, written)).toBe(true);
  expect(isDrawnAlike(model, { ...model, note: { kind: 'none' } })).toBe(true);
  const spoken = { speaking: new Set([someone]), activeSpeaker: someone, quality: new Map([[someone, 3]]) };
  expect(isDrawnAlike(model, { ...model, ...spoken, captions: [] })).toBe(true);
});

test('it does not once anything else has changed, were it only what others did in the agreement', () => {
  expect(isDrawnAlike(model, { ...model, suggestions: 1 })).toBe(false);
  const view = { ...model.agreement.view };
  expect(isDrawnAlike(model, { ...model, agreement: { ...model.agreement, view } })).toBe(false);
});
