import type { ErrorReply } from '@parley/shared/errors';
import type { Result } from '@parley/shared/lib';
import { useEffect, useRef, useState } from 'react';

export type Answer<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: ErrorReply }
  | { readonly kind: 'ready'; readonly value: T };

const loading = { kind: 'loading' } as const;

/** What the server answers, asked anew whenever `key` is another, and when the person tries again. */
export function useAnswer<T>(
  key: string,
  ask: (() => Promise<Result<T, ErrorReply>>) | null,
): readonly [answer: Answer<T>, again: () => void] {
  const [tries, setTries] = useState(0);
  const turn = `${key} ${tries}`;
  const [known, setKnown] = useState<{ readonly turn: string; readonly answer: Answer<T> } | null>(null);
  // What is asked is named by its key: the question itself is made anew with every look.
  const question = useRef(ask);
  useEffect(() => {
    question.current = ask;
  });
  useEffect(() => {
    let over = false;
    void question.current?.().then((result) => {
      if (over) return;
      const answer: Answer<T> = result.ok
        ? { kind: 'ready', value: result.value }
        : { kind: 'failed', error: result.error };
      setKnown({ turn, answer });
    });
    return () => {
      over = true;
    };
  }, [turn]);
  return [known?.turn === turn ? known.answer : loading, () => setTries(tries + 1)];
}
