import { describe } from 'vitest';
import type { SessionEvent } from '../session/events.ts';
import { producer, room } from '../session/testing.ts';
import { caucus, chair, gone, knocker, mate, online, other, plenary, wisher, x } from './testing.ts';
import {
  always,
  conducts,
  first,
  inCaucus,
  inPlenary,
  type InterpretingRows,
  never,
  placed,
  speaks,
  standing,
  testTable,
  together,
  unless,
} from './table/testing.ts';
import { directed, english, session, works } from './voices/testing.ts';

const conductors: readonly string[] = ['mediator', 'co-mediator', 'lead'];
const isInterpreter = unless((s) => s.actor.startsWith('interpreter'), 'role.not-allowed');
const atWork = [online(knocker), works(knocker)];
const offeredToMe: readonly SessionEvent[] = [
  ...atWork,
  directed(knocker, english),
  { type: 'handover.offered', from: knocker, to: x, at: 1 },
];
const heard: readonly SessionEvent[] = [
  { type: 'microphone.opened', participant: x },
  {
    type: 'producer.opened',
    participant: x,
    producer: producer('my-voice'),
    source: 'microphone',
    room: plenary,
    epoch: 1,
  },
];
const besideThem = unless((s) => s.place === 'plenary', 'handover.none');

const inTurn: SessionEvent = {
  type: 'manner.set',
  room: plenary,
  by: chair,
  manner: { kind: 'consecutive', limitSeconds: 60, awaySeconds: 10 },
};
const theirTurn = (holder: typeof other, phase: 'speaking' | 'interpreting'): SessionEvent => ({
  type: 'floor.given',
  room: plenary,
  by: chair,
  floor: { holder, phase, since: 1 },
});
const inTurnHere = unless((s) => s.place === 'plenary', 'floor.none');
const besideMate = unless((s) => s.place === 'caucus', 'participant.not-in-room');

const table: InterpretingRows = {
  'interpreter.assign': [
    { target: { participant: knocker, bound: session }, denial: conducts },
    { target: { participant: other, bound: session }, denial: first(conducts, never('interpreter.unknown')) },
    { target: { participant: gone, bound: session }, denial: first(conducts, never('interpreter.unknown')) },
    { target: { participant: knocker, bound: { to: 'party', participant: other } }, denial: conducts },
    {
      target: { participant: knocker, bound: { to: 'party', participant: wisher } },
      denial: first(conducts, never('participant.unknown')),
    },
    { target: { participant: knocker, bound: { to: 'room', room: caucus } }, denial: conducts },
    {
      target: { participant: knocker, bound: { to: 'room', room: room('nowhere') } },
      denial: first(conducts, never('room.unknown')),
    },
  ],
  'interpreter.direct': [
    { target: { outlet: { to: 'room' } }, denial: first(isInterpreter, standing) },
    { target: { outlet: { to: 'booth' } }, denial: first(isInterpreter, standing) },
    { target: { outlet: english }, denial: first(isInterpreter, standing) },
    {
      target: { outlet: { to: 'channel', language: 'fr' } },
      denial: first(isInterpreter, standing, never('interpreter.not-your-language')),
    },
    {
      target: { outlet: english },
      given: [
        {
          type: 'interpreter.assigned',
          participant: x,
          by: chair,
          languages: ['en', 'zh'],
          bound: { to: 'room', room: plenary },
        },
      ],
      denial: first(
        isInterpreter,
        standing,
        unless((s) => s.place === 'plenary', 'interpreter.elsewhere'),
      ),
    },
    {
      target: { outlet: english },
      given: [online(knocker), works(knocker), directed(knocker, english)],
      denial: first(
        isInterpreter,
        standing,
        unless((s) => s.place !== 'plenary', 'channel.taken'),
      ),
    },
    {
      target: { outlet: english },
      given: [inTurn],
      denial: first(
        isInterpreter,
        standing,
        unless((s) => s.place !== 'plenary', 'channel.consecutive'),
      ),
    },
  ],
  'channel.listen': [{ target: {}, denial: placed }],
  'channel.count': [
    {
      target: {},
      denial: first(
        unless((s) => conductors.includes(s.actor) || s.actor.startsWith('interpreter'), 'role.not-allowed'),
        standing,
      ),
    },
  ],
  'booth.say': [{ target: { room: plenary }, denial: first(isInterpreter, standing, inPlenary) }],
  'booth.read': [
    {
      target: { room: plenary, author: knocker, languages: ['en', 'zh'] },
      given: [works(x)],
      denial: first(isInterpreter, standing, inPlenary),
    },
    {
      target: { room: plenary, author: x, languages: [] },
      denial: first(isInterpreter, standing, inPlenary),
    },
    {
      target: { room: plenary, author: knocker, languages: ['en', 'fr'] },
      given: [works(x), works(knocker)],
      denial: first(isInterpreter, standing, inPlenary, never('booth.not-in')),
    },
    {
      target: { room: caucus, author: knocker, languages: ['en', 'zh'] },
      given: [works(x)],
      denial: first(isInterpreter, standing, inCaucus),
    },
  ],
  'manner.set': [
    { target: { room: plenary }, denial: conducts },
    { target: { room: caucus }, denial: conducts },
    { target: { room: room('nowhere') }, denial: first(conducts, never('room.unknown')) },
  ],
  'floor.take': [
    { target: {}, given: [inTurn], denial: first(speaks, standing, inTurnHere) },
    { target: {}, denial: first(speaks, standing, never('floor.none')) },
    {
      target: {},
      given: [inTurn, theirTurn(other, 'speaking')],
      denial: first(speaks, standing, inTurnHere, never('floor.taken')),
    },
  ],
  'floor.pass': [
    {
      target: { to: null },
      given: [inTurn, theirTurn(x, 'speaking')],
      denial: first(standing, inTurnHere),
    },
    {
      target: { to: other },
      given: [inTurn, theirTurn(x, 'speaking')],
      denial: first(standing, inTurnHere),
    },
    {
      target: { to: mate },
      given: [inTurn, theirTurn(x, 'speaking')],
      denial: first(standing, inTurnHere, never('participant.not-in-room')),
    },
    {
      target: { to: null },
      given: [inTurn, theirTurn(other, 'speaking')],
      denial: first(standing, inTurnHere, never('floor.not-yours')),
    },
    {
      target: { to: null },
      given: [inTurn],
      denial: first(standing, inTurnHere, never('floor.not-yours')),
    },
    {
      target: { to: null },
      given: [inTurn, ...atWork, theirTurn(other, 'interpreting')],
      denial: first(
        standing,
        inTurnHere,
        unless((s) => s.actor.startsWith('interpreter'), 'floor.not-yours'),
      ),
    },
    {
      target: { to: null },
      given: [inTurn, ...atWork, directed(x, { to: 'booth' }), theirTurn(other, 'interpreting')],
      denial: first(standing, inTurnHere, never('floor.not-yours')),
    },
    {
      target: { to: null },
      given: [inTurn, ...atWork, theirTurn(x, 'interpreting')],
      denial: first(
        standing,
        inTurnHere,
        unless((s) => s.actor.startsWith('interpreter'), 'floor.not-yours'),
      ),
    },
    {
      target: { to: null },
      given: [inTurn, theirTurn(x, 'interpreting')],
      denial: first(standing, inTurnHere),
    },
  ],
  'floor.override': [
    { target: { to: null }, given: [inTurn], denial: first(conducts, standing, inTurnHere) },
    { target: { to: other }, given: [inTurn], denial: first(conducts, standing, inTurnHere) },
    {
      target: { to: mate },
      given: [inTurn],
      denial: first(conducts, standing, inTurnHere, never('participant.not-in-room')),
    },
    {
      target: { to: knocker },
      given: [inTurn, { type: 'participant.left', participant: knocker }],
      denial: first(conducts, standing, inTurnHere, never('participant.not-in-room')),
    },
  ],
  'pace.ask': [
    { target: { participant: other }, denial: first(isInterpreter, standing, together) },
    { target: { participant: mate }, denial: first(isInterpreter, standing, besideMate) },
    { target: { participant: x }, denial: first(isInterpreter, standing, never('participant.self')) },
    {
      target: { participant: gone },
      denial: first(isInterpreter, standing, never('participant.not-in-room')),
    },
  ],
  'pace.see': [
    { target: { participant: knocker }, denial: first(conducts, standing, together) },
    { target: { participant: mate }, denial: first(conducts, standing, besideMate) },
  ],
  'handover.offer': [
    {
      target: { to: knocker },
      given: [...atWork, directed(x, english)],
      denial: first(
        isInterpreter,
        standing,
        unless((s) => s.place === 'plenary', 'handover.no-partner'),
      ),
    },
    {
      target: { to: knocker },
      given: [works(knocker), directed(x, english)],
      denial: first(isInterpreter, standing, never('handover.no-partner')),
    },
    {
      target: { to: other },
      given: [online(other), directed(x, english)],
      denial: first(isInterpreter, standing, never('handover.no-partner')),
    },
    {
      target: { to: knocker },
      given: [...atWork, directed(x, { to: 'booth' })],
      denial: first(isInterpreter, standing, never('handover.not-interpreting')),
    },
    {
      target: { to: knocker },
      given: [...atWork, directed(x, english), { type: 'handover.offered', from: x, to: knocker, at: 1 }],
      denial: first(
        isInterpreter,
        standing,
        unless((s) => s.place === 'plenary', 'handover.no-partner'),
        never('handover.under-way'),
      ),
    },
  ],
  'handover.take': [
    {
      target: { from: knocker },
      given: [...offeredToMe, ...heard],
      denial: first(isInterpreter, standing, besideThem),
    },
    {
      target: { from: knocker },
      given: offeredToMe,
      denial: first(isInterpreter, standing, besideThem, never('handover.silent')),
    },
    {
      target: { from: knocker },
      given: [...atWork, directed(knocker, english), ...heard],
      denial: first(isInterpreter, standing, never('handover.none')),
    },
    { target: { from: other }, denial: first(isInterpreter, standing, never('handover.none')) },
  ],
  'handover.end': [
    { target: { from: knocker }, given: offeredToMe, denial: always },
    {
      target: { from: x },
      given: [{ type: 'handover.offered', from: x, to: knocker, at: 1 }],
      denial: always,
    },
    {
      target: { from: knocker },
      given: [{ type: 'handover.offered', from: knocker, to: other, at: 1 }],
      denial: never('handover.none'),
    },
  ],
};

describe('[POL-1] [POL-2] the policy table, interpretation: role × action × placement × phase', () => {
  testTable(table);
});
