import { bare, isTest, nameOf } from './syntax.ts';

/** Who calls a line's `send`, or a socket's `emit`, and with what: null is anything. */
const SENDERS: readonly (readonly [file: RegExp, only: readonly string[] | null])[] = [
  // Each payload passes the policy here at the moment it is sent.
  [/^server\/src\/session\/fan-out\.ts$/, null],
  // Nothing of a session: that the line is over, and the refusal of what asked for no answer.
  [/^server\/src\/gateway\/connection\.ts$/, ['dropped', 'refused']],
  // Carries what it is handed.
  [/^server\/src\/gateway\/sockets\.ts$/, null],
  // The line of a document, which was opened for that document alone and ends with the right to it.
  [/^server\/src\/agreement\/(connection|live-document|telling|carets|sockets)\.ts$/, null],
  // To the service that the operator has named, what the policy lets the server listen to.
  [/^server\/src\/captions\/service\.ts$/, null],
  // Between the server and its own process that understands speech.
  [/^server\/src\/captions\/local\/(start|process)\.ts$/, null],
];

/** Why nothing is sent to anybody from here, if it is not to be. */
export function sendingDenial(file: string, callee: unknown, [what]: readonly unknown[]): string | undefined {
  const isOne = bare(callee)?.type === 'MemberExpression' && ['send', 'emit'].includes(nameOf(callee) ?? '');
  if (!isOne || !file.startsWith('server/src/') || isTest(file)) return undefined;
  const sender = SENDERS.find(([each]) => each.test(file));
  if (sender === undefined) return 'only FanOut sends anything of a session: let it pass the policy there';
  const [, only] = sender;
  const said = bare(what);
  const isOther = only !== null && said?.type === 'Literal' && !only.includes(String(said['value']));
  return isOther ? `«${String(said['value'])}» is sent by FanOut, where it passes the policy` : undefined;
}
