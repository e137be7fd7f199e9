import { describe, expect, test } from 'vitest';
import type { SessionEvent } from '../session/events.ts';
import { participant, room } from '../session/testing.ts';
import { caucus, chair, other, plenary, x } from './testing.ts';
import {
  always,
  type CaptionsRows,
  conducts,
  first,
  judge,
  never,
  placed,
  presides,
  standing,
  unless,
} from './table/testing.ts';

const named: SessionEvent = { type: 'captioner.named', participant: x, by: chair, named: true };
const chose = (language: string): SessionEvent => ({ type: 'captions.chosen', participant: x, language });
const provided: SessionEvent = { type: 'captions.provided', provided: true, languages: null };
const captioner = unless((s) => s.actor === 'recorder', 'captions.not-yours');
const inPlenary = unless((s) => s.place === 'plenary', 'room.not-in');
/** Long after everyone has come to where they are. */
const later = 100_000;

const table: CaptionsRows = {
  'captions.choose': [{ target: {}, denial: placed }],
  'captioner.name': [
    { target: { participant: other }, denial: conducts },
    { target: { participant: x }, denial: conducts },
    {
      target: { participant: participant('nobody') },
      denial: first(conducts, never('participant.unknown')),
    },
  ],
  'transcripts.keep': [{ target: {}, denial: presides }],
  'caption.write': [
    { target: {}, denial: first(captioner, standing) },
    { target: {}, given: [named], denial: standing },
  ],
  'caption.read': [
    {
      target: { room: plenary, language: 'en', began: later, voice: null },
      given: [chose('en')],
      denial: first(standing, inPlenary),
    },
    {
      target: { room: caucus, language: 'en', began: later, voice: null },
      given: [chose('en')],
      denial: first(
        standing,
        unless((s) => s.place === 'caucus', 'room.not-in'),
      ),
    },
    {
      target: { room: plenary, language: 'zh', began: later, voice: null },
      given: [chose('en')],
      denial: first(standing, inPlenary, never('captions.not-chosen')),
    },
    {
      target: { room: plenary, language: 'en', began: later, voice: null },
      denial: first(standing, inPlenary, never('captions.not-chosen')),
    },
    // Begun before they came.
    {
      target: { room: plenary, language: 'en', began: 1, voice: null },
      given: [chose('en')],
      denial: first(standing, inPlenary, never('captions.not-chosen')),
    },
  ],
  'captions.automate': [
    { target: { room: plenary, on: false }, denial: conducts },
    { target: { room: plenary, on: true }, denial: first(conducts, never('captions.unavailable')) },
    { target: { room: plenary, on: true }, given: [provided], denial: conducts },
    {
      target: { room: room('nowhere'), on: true },
      given: [provided],
      denial: first(conducts, never('room.unknown')),
    },
  ],
  'captions.count': [
    {
      target: {},
      denial: first(
        unless(
          (s) => s.actor === 'recorder' || ['mediator', 'co-mediator', 'lead'].includes(s.actor),
          'role.not-allowed',
        ),
        unless((s) => s.actor === 'recorder' || s.place !== 'removed', 'role.not-allowed'),
        standing,
      ),
    },
    { target: {}, given: [named], denial: first(always, standing) },
  ],
};

describe('the policy table, captions: role × action × placement × phase', () => {
  test.each(judge(table))('[POL-1] $action is allowed and denied exactly as stated', ({ said, stated }) => {
    expect(said()).toEqual(stated);
  });

  test.each(judge(table))('[POL-1] $action is allowed to somebody and denied to somebody', ({ stated }) => {
    const allowed = stated.filter(({ answer }) => answer === null).length;
    expect(allowed).toBeGreaterThan(0);
    expect(allowed).toBeLessThan(stated.length);
  });

  test.each(judge(table))('[POL-2] $action is denied to a stranger to the session', ({ toStranger }) => {
    for (const verdict of toStranger) expect(verdict).toEqual({ kind: 'deny', code: 'participant.unknown' });
  });
});
