import { z } from 'zod';
import { err, ok, type Result } from './result.ts';
import { Secret } from './secret.ts';

/** What is said of a variable, in both languages. */
export interface About<D extends string | null> {
  /** As it would be written in the environment; null: the value is null unless it is set. */
  readonly default: D;
  /** What the table shows as the default where it is computed from something else. */
  readonly shown?: { readonly en: string; readonly zh: string };
  readonly en: string;
  readonly zh: string;
}

/** One variable of the environment: how its text is read, and what is said of it. */
export interface Variable<T> {
  readonly read: (text: string | null) => Result<T, string>;
  readonly about: About<string | null>;
  readonly secret: boolean;
}

/** A line of the table of variables. */
export interface EnvRow {
  readonly name: string;
  readonly default: { readonly en: string; readonly zh: string };
  readonly en: string;
  readonly zh: string;
  readonly secret: boolean;
}

export interface EnvTable<V extends Record<string, Variable<unknown>>> {
  /** The values, or one line for each bad variable, such as `PORT: must be …, not "abc"`. */
  read(environment: Readonly<Record<string, string | undefined>>): Result<EnvValues<V>, readonly string[]>;
  readonly rows: readonly EnvRow[];
}

export type EnvValues<V extends Record<string, Variable<unknown>>> = {
  readonly [N in keyof V]: V[N] extends Variable<infer T> ? T : never;
};

type Value<T, D extends string | null> = D extends null ? T | null : T;
/** From the variable's text to its value; the issue's message completes the sentence «NAME: …». */
export type TextSchema<T> = z.ZodType<T, string>;

/** A variable that may be shown as it is. */
export const variable = <T, D extends string | null>(
  schema: TextSchema<T>,
  about: About<D>,
): Variable<Value<T, D>> => ({ read: reader(schema, about.default, quoted), about, secret: false });

/** A variable whose value is never printed, also where it is wrong. */
export const secret = <T, D extends string | null>(
  schema: TextSchema<T>,
  about: About<D>,
): Variable<Value<Secret<T>, D>> => ({
  read: reader(
    schema.transform((value) => new Secret(value)),
    about.default,
    () => '',
  ),
  about,
  secret: true,
});

/** One table from which the types, the checks and the documentation of a process's environment come. */
export function envTable<V extends Record<string, Variable<unknown>>>(variables: V): EnvTable<V> {
  const entries = Object.entries(variables);
  return {
    read: (environment) => {
      const values: Record<string, unknown> = {};
      const problems: string[] = [];
      for (const [name, each] of entries) {
        // An empty variable is an absent one: that is how compose files and shells leave one out.
        const result = each.read(environment[name]?.trim() || null);
        if (result.ok) values[name] = result.value;
        else problems.push(`${name}: ${result.error}`);
      }
      return problems.length > 0 ? err(problems) : ok(values as EnvValues<V>);
    },
    rows: entries.map(([name, { about, secret: isSecret }]) => ({
      name,
      default: about.shown ?? { en: about.default ?? '', zh: about.default ?? '' },
      en: about.en,
      zh: about.zh,
      secret: isSecret,
    })),
  };
}

function reader<T, D extends string | null>(
  schema: TextSchema<T>,
  fallback: D,
  wrong: (text: string) => string,
): (text: string | null) => Result<Value<T, D>, string> {
  return (given) => {
    const text = given ?? fallback;
    if (text === null) return ok(null as Value<T, D>);
    const parsed = schema.safeParse(text);
    if (parsed.success) return ok(parsed.data as Value<T, D>);
    return err(`${parsed.error.issues[0]?.message ?? 'is not valid'}${wrong(text)}`);
  };
}

const LONGEST_QUOTE = 80;
const quoted = (text: string): string =>
  `, not ${JSON.stringify(text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text)}`;

/** RFC 1123 §2.1; the last label is no number, so that a mistyped address is not taken for a name. */
const HOST_NAME =
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*(?!\d+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/iu;
const isIp = (text: string): boolean => z.union([z.ipv4(), z.ipv6()]).safeParse(text).success;

/** How the text of a variable is read. */
export const envText = {
  /** A decimal whole number. */
  wholeNumber: (min: number, max: number): TextSchema<number> =>
    check(
      (text) => (/^\d{1,15}$/.test(text) && Number(text) >= min && Number(text) <= max ? Number(text) : null),
      `must be a whole number from ${min} to ${max}`,
    ),

  flag: (): TextSchema<boolean> =>
    check(
      (text) => ({ true: true, '1': true, false: false, '0': false })[text] ?? null,
      'must be true or false',
    ),

  oneOf: <const T extends string>(choices: readonly T[]): TextSchema<T> =>
    check(
      (text) => choices.find((choice) => choice === text) ?? null,
      `must be one of ${choices.join(', ')}`,
    ),

  line: (min = 1, max = 1_000): TextSchema<string> =>
    check(
      (text) => (text.length >= min && text.length <= max && !/\p{Cc}/u.test(text) ? text : null),
      min > 1 ? `must have at least ${min} characters` : `must be one line of at most ${max} characters`,
    ),

  /** An absolute URL of one of the schemes, such as `https`. */
  url: (...schemes: readonly string[]): TextSchema<string> =>
    z.url({
      protocol: new RegExp(`^(?:${schemes.join('|')})$`),
      error: `must be a URL that starts with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
    }),

  /** Scheme, host and port of a page's address, such as `https://host:8443`; a slash at the end is left out. */
  origin: (...schemes: readonly string[]): TextSchema<string> =>
    check(
      (text) =>
        new RegExp(`^(?:${schemes.join('|')})://[^\\s/?#@]+/?$`, 'u').test(text) &&
        z.url().safeParse(text).success
          ? text.replace(/\/$/u, '')
          : null,
      `must be an address such as ${schemes[0] ?? 'https'}://host:port, without a path`,
    ),

  /** An IPv4 or IPv6 address. */
  ip: (): TextSchema<string> => check((text) => (isIp(text) ? text : null), 'must be an IP address'),

  /** An IP address or a host's name. */
  host: (): TextSchema<string> =>
    check(
      (text) => (isIp(text) || HOST_NAME.test(text) ? text : null),
      "must be an IP address or a host's name",
    ),

  /** Parts between commas; none of them empty. The first bad part's message is the list's. */
  list: <T>(part: TextSchema<T>): TextSchema<readonly T[]> =>
    z.string().transform((text, context) => {
      const parts: T[] = [];
      for (const each of text.split(',')) {
        const parsed = part.safeParse(each.trim());
        if (parsed.success) parts.push(parsed.data);
        else {
          const message = parsed.error.issues[0]?.message ?? 'is not valid';
          context.addIssue({ code: 'custom', message: `each part ${message}` });
          return z.NEVER;
        }
      }
      return parts;
    }),
} as const;

function check<T>(read: (text: string) => T | null, message: string): TextSchema<T> {
  return z.string().transform((text, context) => {
    const value = read(text);
    if (value !== null) return value;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}
