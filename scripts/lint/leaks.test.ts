import { parseSync } from 'oxc-parser';
import { expect, test } from 'vitest';
import { defaultDenial } from './default-yes.ts';
import { comparisonDenial } from './one-policy.ts';
import { sendingDenial } from './one-sender.ts';
import { bare, type Node } from './syntax.ts';

/** The expression as a rule is handed it. */
function parsed(text: string): Node {
  const [statement] = parseSync('a.ts', text).program.body;
  const node = statement?.type === 'ExpressionStatement' ? bare(statement.expression) : null;
  if (node === null) throw new Error(`${text} is no expression`);
  return node;
}

const compared = (file: string, text: string): string | undefined => {
  const { left, right } = parsed(text);
  return comparisonDenial(file, [left, right]);
};
const sent = (file: string, text: string): string | undefined => {
  const { callee, arguments: given } = parsed(text);
  return sendingDenial(file, callee, Array.isArray(given) ? given : []);
};
const defaulted = (file: string, text: string): string | undefined => {
  const { operator, right } = parsed(text);
  return defaultDenial(file, operator, right);
};

test.each([
  ['server/src/session/fan-out.ts', "person.role === 'mediator'"],
  ['server/src/session/fan-out.ts', "'observer' !== role"],
  ['server/src/gateway/handlers.ts', 'settledIn(person)?.room === room'],
  ['server/src/gateway/handlers.ts', 'sideOf(one) === sideOf(other)'],
  ['server/src/media/desk.ts', '(person.side!) !== other.side'],
  ['server/src/files/desk.ts', 'to === destinationOf(person)'],
  ['shared/src/session/moves.ts', "participant.role === 'interpreter'"],
  ['shared/src/agreement/decide.ts', 'one.side === other.side'],
  ['shared/src/protocol/notices.ts', 'a.room === b.room'],
  ['sfu/src/core/session.ts', 'peer.room === place.room'],
])('%s leaves «%s» to the policy', (file, text) => {
  expect(compared(file, text)).toContain('shared/src/policy');
});

test.each([
  ['shared/src/policy/can.ts', "person.role === 'mediator'"],
  ['shared/src/policy/sides.ts', 'side === room.side'],
  ['shared/src/session/moves.ts', 'destinationOf(person) === room'],
  ['server/src/session/fan-out.ts', 'person.side === null'],
  ['server/src/session/fan-out.ts', 'undefined !== room'],
  ['server/src/session/fan-out.ts', "room.kind === 'caucus'"],
  ['server/src/session/fan-out.ts', "place['room'] === 1"],
  ['server/src/session/room-handle.ts', 'place.room !== this.scope.room'],
  ['server/src/cases/plan.ts', "role === 'interpreter'"],
  ['sfu/src/core/desired.ts', 'tag.room !== ear.room'],
  ['server/src/gateway/abuse.test.ts', 'place.room === to'],
  ['server/src/fuzz/testing/oracle/sight.ts', 'roomOf(me) === roomOf(other)'],
  ['client/src/ui/person.ts', "person.role === 'counsel'"],
])('%s may compare «%s»', (file, text) => {
  expect(compared(file, text)).toBeUndefined();
});

test('what is switched on is compared', () => {
  expect(comparisonDenial('server/src/serve.ts', [parsed('person.role')])).toContain('shared/src/policy');
});

test.each([
  ['server/src/gateway/handlers.ts', "line.send('view', view)"],
  ['server/src/session/room-handle.ts', "lines.get(id)?.send('chat', chat)"],
  ['server/src/media/desk.ts', "socket.emit('signals', {})"],
  ['server/src/gateway/connection.ts', "wire.send('view', view)"],
])('%s does not send «%s»', (file, text) => {
  expect(sent(file, text)).toContain('FanOut');
});

test.each([
  ['server/src/session/fan-out.ts', "line.send('view', view)"],
  ['server/src/gateway/connection.ts', "wire.send('dropped', error)"],
  ['server/src/gateway/connection.ts', 'wire.send(name, notice, how)'],
  ['server/src/gateway/sockets.ts', 'untyped.emit(name, notice)'],
  ['server/src/agreement/carets.ts', 'viewer.send(bytes)'],
  ['server/src/gateway/handlers.ts', 'send(1)'],
  ['sfu/src/remote/wire.ts', 'socket.send(frame)'],
])('%s may send «%s»', (file, text) => {
  expect(sent(file, text)).toBeUndefined();
});

test.each(['input.takeOver ?? true', 'may || true'])('«%s» says yes to what is absent', (text) => {
  expect(defaulted('server/src/serve.ts', text)).toContain('means no');
  expect(defaulted('server/src/gateway/testing/harness.ts', text)).toBeUndefined();
});

test.each(['input.takeOver ?? false', 'may && true', 'name ?? "true"'])('«%s» does not', (text) => {
  expect(defaulted('server/src/serve.ts', text)).toBeUndefined();
});
