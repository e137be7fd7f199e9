/** Media cannot be listened for where it was told to be. */
export class UnusableAddress extends Error {
  override readonly name = 'UnusableAddress';
  /** Which of the two is to be changed. */
  readonly part: 'address' | 'port';

  constructor(part: 'address' | 'port', options: ErrorOptions) {
    super(
      part === 'address' ? 'this machine has no such address' : 'another program is using this port',
      options,
    );
    this.part = part;
  }
}

/** What libuv says in the worker; mediasoup hands it on as words alone. */
const SAID = [
  ['address', 'address not available'],
  ['port', 'address already in use'],
] as const;

/** The same error, known by its kind where the worker could not bind. */
export function whyUnbound(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const said = SAID.find(([, words]) => error.message.includes(words));
  return said === undefined ? error : new UnusableAddress(said[0], { cause: error });
}
