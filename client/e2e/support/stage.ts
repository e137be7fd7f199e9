import type { Locator } from 'playwright-core';
import { en } from '../../src/i18n/en.ts';
import type { Person } from './people.ts';

/** One face or screen on somebody's stage. */
export interface Shown {
  /** Whose it is, in the words of the page. */
  readonly name: string;
  /** In square CSS pixels. */
  readonly area: number;
  /** Width of the picture as it arrives, in its own pixels; 0 for none, and for one's own. */
  readonly arriving: number;
}

export interface OnStage {
  /** Of the whole stage, in square CSS pixels. */
  readonly area: number;
  /** What has the large place, if anything has. */
  readonly large: Shown | null;
  readonly faces: readonly Shown[];
}

const stageOf = ({ page }: Person): Locator =>
  page.getByRole('region', { name: en.room.stage.label, exact: true });

/** What is on the person's stage at this moment. */
export const onStage = (person: Person): Promise<OnStage> =>
  stageOf(person).evaluate((stage) => {
    const areaOf = (element: Element): number => {
      const { width, height } = element.getBoundingClientRect();
      return width * height;
    };
    const seen = [...stage.querySelectorAll('article, figure')].map((element) => ({
      inRow: element.closest('ul') !== null,
      shown: {
        name: element.getAttribute('aria-label') ?? element.textContent,
        area: areaOf(element),
        arriving: element.querySelector<HTMLVideoElement>('video[data-remote]')?.videoWidth ?? 0,
      },
    }));
    return {
      area: areaOf(stage),
      large: seen.find(({ inRow }) => !inRow)?.shown ?? null,
      faces: seen.filter(({ inRow }) => inRow).map(({ shown }) => shown),
    };
  });

/** Everyone alike, and together they have most of the stage. */
export function isGrid({ area, large, faces }: OnStage): boolean {
  const [first] = faces;
  if (first === undefined || large !== null) return false;
  return faces.every((face) => face.area === first.area) && first.area * faces.length > area / 2;
}

/** One thing has most of the stage, and is many times as large as every face. */
export const isLedByOne = ({ area, large, faces }: OnStage): boolean =>
  large !== null && large.area > area / 2 && faces.every((face) => face.area * 4 < large.area);
