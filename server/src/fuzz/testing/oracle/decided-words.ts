import type { Command } from '@parley/shared/session';
import type { Counters } from '../counters.ts';
import type { Library } from '../library.ts';
import { must } from '../violation.ts';
import { difference } from './difference.ts';
import { clauseIn } from './papers.ts';
import { typedIn } from './proposals.ts';
import { wordsIn } from './versions.ts';
import type { World } from './world.ts';

/** What is decided about words is decided about those that are on disk, of the very clause. */
export function judgeDecidedWords(
  command: Command,
  world: World,
  library: Library,
  counters: Counters,
): void {
  for (const { draft, clause, texts } of wordsIn(command)) {
    const wrong = difference(texts, library.texts(draft, clause, Object.keys(texts)));
    must(wrong === null, () => `${command.type} is about other words of ${clause} than are kept: ${wrong}`);
    const missing = Object.entries(clauseIn(world, draft, clause)?.decided ?? {}).flatMap(
      ([language, decided]) => {
        const said = typedIn(texts[language] ?? '');
        return language in texts ? typedIn(decided).filter((word) => !said.includes(word)) : [];
      },
    );
    must(missing.length === 0, () => `${clause} lacks ${missing.join()}, which was decided`);
    counters.add('words decided about');
  }
}
