/** Ends an exhaustive switch: a new member of the union stops compiling here. Throws if a value slips in. */
export function assertNever(value: never): never {
  throw new Error(`unexpected member of a union: ${JSON.stringify(value)}`);
}
