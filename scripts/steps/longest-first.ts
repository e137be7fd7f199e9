import { BaseSequencer, type TestSpecification, type TestSequencerConstructor } from 'vitest/node';

/**
 * The order in which files are begun: these first, the longest of them before the others, then the rest as Vitest has
 * it, which on a fresh machine knows no more of a file than its size.
 *
 * @param longest how the files' paths end
 */
export function longestFirst(longest: readonly string[]): TestSequencerConstructor {
  const rank = ({ moduleId }: TestSpecification): number => {
    const found = longest.findIndex((path) => moduleId.endsWith(`/${path}`));
    return found === -1 ? longest.length : found;
  };
  return class LongestFirst extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
    }
  };
}
