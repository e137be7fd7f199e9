import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { type RequestName, requests } from './socket.ts';

/** Of a schema what matters here; zod's own types do not name it. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly catchall?: z.core.$ZodType;
  readonly options?: readonly z.core.$ZodType[];
  readonly element?: z.core.$ZodType;
  readonly innerType?: z.core.$ZodType;
  readonly in?: z.core.$ZodType;
  readonly valueType?: z.core.$ZodType;
}
const definitionOf = (schema: z.core.$ZodType): Definition => schema._zod.def;

/** What of media a browser says is WebRTC's, and read as widely as browsers say it. */
const ofBrowsers: ReadonlySet<string> = new Set(['rtpCapabilities', 'rtpParameters', 'dtlsParameters']);

/** The objects in it, by where they are, that would overlook a key they do not know. */
function lenient(schema: z.core.$ZodType, at: string): string[] {
  const { type, shape = {}, catchall, options = [], ...one } = definitionOf(schema);
  const isStrict = type !== 'object' || (catchall !== undefined && definitionOf(catchall).type === 'never');
  const within = [one.element, one.innerType, one.in, one.valueType].filter((each) => each !== undefined);
  return [
    ...(isStrict ? [] : [at]),
    ...Object.entries(shape).flatMap(([key, value]) =>
      ofBrowsers.has(key) ? [] : lenient(value, `${at}.${key}`),
    ),
    ...options.flatMap((option, index) => lenient(option, `${at}/${index}`)),
    ...within.flatMap((each) => lenient(each, at)),
  ];
}

describe('what a request says', () => {
  const names = Object.keys(requests) as RequestName[];

  test.each(names)('[GATE-23] %s overlooks no key, however deep', (name) => {
    expect(lenient(requests[name].input, name)).toEqual([]);
  });

  test.each(names)(
    '[GATE-23] %s with somebody, somewhere or a stay that is not asked for is no request',
    (name) => {
      const { shape = {} } = definitionOf(requests[name].input);
      const smuggled = ['room', 'participant', 'epoch', 'session', 'by'].filter((key) => !(key in shape));
      const open = name === 'microphone.set' ? { open: false } : {};
      const input = { ...open, ...Object.fromEntries(smuggled.map((key) => [key, 'smuggled'])) };
      const { error } = requests[name].input.safeParse(input);
      const found = error?.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []));
      expect(found?.toSorted()).toEqual(smuggled.toSorted());
    },
  );
});

test('[JOINT-8] nobody asks for a countdown of less than three seconds', () => {
  const { input } = requests['joint.gather'];
  expect([0, 1, 2].map((seconds) => input.safeParse({ seconds }).success)).toEqual([false, false, false]);
  expect([3, 120].map((seconds) => input.safeParse({ seconds }).success)).toEqual([true, true]);
});
