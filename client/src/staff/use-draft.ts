import { useState } from 'react';
import type { z } from 'zod';
import { type FieldProblem, fieldProblems } from './field-problem.ts';
import { type Act, useAct } from './use-act.ts';

/** Whether what is typed can be sent, and what is wrong with it otherwise. */
export type Checked<V, P> =
  | { readonly ok: true; readonly value: V }
  | { readonly ok: false; readonly problems: P };

/** By the schema that the server checks it with as well. */
export function checkBody<S extends z.ZodType>(
  schema: S,
  draft: unknown,
): Checked<z.output<S>, ReadonlyMap<string, FieldProblem>> {
  const parsed = schema.safeParse(draft);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, problems: fieldProblems(parsed.error) };
}

interface Drafting<D, V, P> {
  /** What the fields show until something is typed; it may become another meanwhile. */
  readonly fresh: D;
  readonly check: (draft: D) => Checked<V, P>;
  readonly send: (value: V) => Promise<void>;
}

interface Draft<D, V, P> {
  readonly draft: D;
  readonly change: (part: Partial<D>) => void;
  /** From the first try on: nobody is told of what they have not come to yet. */
  readonly problems: P | undefined;
  readonly act: Act<[V]>;
  /** Sends it if it is right; whether it was. */
  readonly submit: () => boolean;
  readonly forget: () => void;
}

/** What is typed into a dialog: it stays until the server has taken it, or it is forgotten. */
export function useDraft<D extends object, V, P>({ fresh, check, send }: Drafting<D, V, P>): Draft<D, V, P> {
  const [typed, setTyped] = useState<D | null>(null);
  const [tried, setTried] = useState(false);
  const draft = typed ?? fresh;
  const checked = check(draft);
  const forget = (): void => {
    setTyped(null);
    setTried(false);
  };
  const act = useAct(async (value: V) => {
    await send(value);
    forget();
  });
  return {
    draft,
    change: (part) => setTyped({ ...draft, ...part }),
    problems: tried && !checked.ok ? checked.problems : undefined,
    act,
    submit: () => {
      setTried(true);
      if (checked.ok) act.run(checked.value);
      return checked.ok;
    },
    forget,
  };
}
