/** Whether two values that could be written as JSON are the same. */
export function areSame(shown: unknown, expected: unknown): boolean {
  if (shown === expected) return true;
  if (typeof shown !== 'object' || typeof expected !== 'object' || shown === null || expected === null)
    return false;
  if (Array.isArray(shown)) {
    if (!Array.isArray(expected) || shown.length !== expected.length) return false;
    for (let at = 0; at < shown.length; at += 1) if (!areSame(shown[at], expected[at])) return false;
    return true;
  }
  return !Array.isArray(expected) && areSameRecords(shown, expected);
}

function areSameRecords(shown: object, expected: object): boolean {
  let keys = 0;
  for (const key in expected) {
    keys += 1;
    const value: unknown = expected[key as keyof typeof expected];
    if (!areSame(shown[key as keyof typeof shown], value)) return false;
    if (value === undefined && !Object.hasOwn(shown, key)) keys -= 1;
  }
  for (const _key in shown) keys -= 1;
  return keys === 0;
}

/** Where two values that could be written as JSON first differ; null when they are the same. */
export function difference(shown: unknown, expected: unknown): string | null {
  if (areSame(shown, expected)) return null;
  if (Array.isArray(shown) && Array.isArray(expected)) {
    if (shown.length !== expected.length) return said(shown, expected);
    const at = shown.findIndex((each, index) => !areSame(each, expected[index]));
    return `[${at}]${difference(shown[at], expected[at])}`;
  }
  if (!isRecord(shown) || !isRecord(expected)) return said(shown, expected);
  for (const key in shown) if (!Object.hasOwn(expected, key)) return `.${key} is there and should not be`;
  for (const key in expected) {
    const found = difference(shown[key], expected[key]);
    if (found !== null) return `.${key}${found}`;
  }
  return null;
}

const said = (shown: unknown, expected: unknown): string =>
  ` is ${JSON.stringify(shown)} instead of ${JSON.stringify(expected)}`;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
