/** Where two values that could be written as JSON first differ; null when they are the same. */
export function difference(shown: unknown, expected: unknown): string | null {
  if (shown === expected) return null;
  if (Array.isArray(shown) && Array.isArray(expected)) {
    if (shown.length !== expected.length) return said(shown, expected);
    for (let at = 0; at < shown.length; at += 1) {
      const found = difference(shown[at], expected[at]);
      if (found !== null) return `[${at}]${found}`;
    }
    return null;
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
