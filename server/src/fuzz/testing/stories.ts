import type { Step } from './run.ts';

/** Sessions that once went wrong, and how: as few steps as led there. */
interface Story {
  readonly seed: number;
  readonly what: string;
  readonly steps: readonly Step[];
}

const story = (seed: number, what: string, ...steps: readonly (readonly [string, number])[]): Story => ({
  seed,
  what,
  steps: steps.map(([name, own]) => ({ name, seed: own })),
});

export const stories: readonly Story[] = [
  story(
    10_051,
    'whoever heard a roommate was told something whenever a line in another room fared otherwise',
    ['connect', 387_768_220],
    ['connect', 1_353_337_586],
    ['enter', 1_319_587_092],
    ['enter', 1_496_469_804],
    ['admit', 323_743_174],
    ['flush the SFU', 1_210_690_193],
    ['speak', 53_297_356],
    ['how lines fare', 747_826_412],
    ['flush the SFU', 1_000_852_364],
  ),
  story(
    51,
    'what had changed in one room was told the moment somebody spoke in another',
    ['connect', 598_373_017],
    ['connect', 1_006_069_563],
    ['enter', 343_323_950],
    ['enter', 1_314_742_992],
    ['flush the SFU', 268_286_695],
    ['who is loud', 507_119_446],
    ['flush the SFU', 1_958_545_087],
  ),
  story(
    7,
    'whoever was removed left, and could then ask to come in as if they had not been',
    ['connect', 133_054_345],
    ['connect', 2_097_893_167],
    ['connect', 1_501_152_715],
    ['enter', 1_885_017_328],
    ['enter', 308_501_887],
    ['admit', 1_460_484_103],
    ['remove', 1_191_630_042],
    ['leave', 1_881_850_810],
  ),
  story(
    50_010,
    'who thought better of a language, and then chose it again, was never offered the interpreter',
    ['connect', 896_975_833],
    ['connect', 1_594_858_520],
    ['connect', 662_033_499],
    ['connect', 629_761_743],
    ['connect', 1_459_512_345],
    ['enter', 302_509_617],
    ['enter', 1_313_102_946],
    ['enter', 1_908_401_461],
    ['admit', 1_296_247_494],
    ['admit', 336_723_013],
    ['come to rest', 1_978_393_719],
    ['interpret', 1_194_091_181],
    ['flush the SFU', 1_678_706_382],
    ['interpret', 1_142_237_755],
    ['waver', 801_059_337],
    ['come to rest', 2_005_466_167],
  ),
  story(
    3804,
    'the oracle took for taken up what the SFU held, though it did not say what stood there to receive',
    ['connect', 779_627_213],
    ['connect', 60_681_155],
    ['enter', 1_850_378_647],
    ['enter', 667_917_215],
    ['admit', 1_353_552_596],
    ['come to rest', 1_480_140_679],
    ['interpret', 1_946_104_101],
    ['come to rest', 303_823_445],
    ['the store loses an answer', 1_560_263_007],
    ['ask for a slower pace', 131_440_471],
    ['come to rest', 359_500_770],
    ['withdraw a link', 2_083_735_297],
    ['move the SFU', 1_275_707_083],
    ['SFU away', 447_572_770],
    ['connect', 279_732_643],
    ['come to rest', 565_766_087],
  ),
];
