import type { Movement, Notice } from './notice.ts';

type Content = Notice['content'];

/** One notice that says what both do, if they are about the same. */
export function together(before: Content, next: Content): Movement | null {
  if (!isMovement(before) || !isMovement(next)) return null;
  if (before.kind !== next.kind || before.listening !== next.listening) return null;
  const people = new Map([...before.people, ...next.people].map((one) => [one.participant, one]));
  return { ...next, people: [...people.values()] };
}

/** What is told at once, in as few notices as say it. */
export const inFew = (contents: readonly Content[]): readonly Content[] =>
  contents.reduce<readonly Content[]>((few, next) => {
    const at = few.findIndex((each) => together(each, next) !== null);
    const both = at === -1 ? null : together(few[at] ?? next, next);
    return both === null ? [...few, next] : few.with(at, both);
  }, []);

/** For how long whoever follows is told of in the same notice. */
export const followsFor = (content: Content): number =>
  isMovement(content) && content.listening ? 60_000 : 5_000;

const isMovement = (content: Content): content is Movement =>
  content.kind === 'waiting' || content.kind === 'joined' || content.kind === 'left';
