/** What is said of a server that cannot listen, by the code that Node gives; the variable first that is to change. */
const SAID: { readonly [code: string]: readonly ['port' | 'host', string] } = {
  EADDRINUSE: ['port', 'another program is using this port; choose another one'],
  EACCES: ['port', 'this port needs more rights; choose one above 1023'],
  EADDRNOTAVAIL: ['host', 'this machine has no such address'],
  ENOTFOUND: ['host', 'nobody knows this name'],
  EAI_AGAIN: ['host', 'nobody knows this name'],
};

/** One line that begins with the variable to change; null where it is about something else. */
export function whyNotListening(
  error: unknown,
  variables: { readonly port: string; readonly host: string },
): string | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const said = SAID[code];
  return said === undefined ? null : `${variables[said[0]]}: ${said[1]}`;
}
