import { canonicalText, noText, type VersionContent } from '@parley/shared/agreement';
import { describe, expect, test } from 'vitest';
import { House, price, PRICE, term, TERM, theAgreement } from './testing/house.ts';
import { differing, wholeOf } from './versions.ts';

const versions = (house: House) => house.actor.state.agreement.agreement?.versions ?? [];

/** What the newest version says, as the log has it. */
async function newest(house: House): Promise<VersionContent> {
  const kept = await house.log.event(house.actor.id, versions(house).at(-1)?.seq ?? -1);
  if (kept?.type !== 'version.kept') throw new Error('a version that is not in the log');
  return kept;
}
const said = ({ clauses }: VersionContent) =>
  clauses.map(({ id, texts }) => [id, canonicalText(texts['zh'] ?? noText)]);

describe('[VER-20] what stood in a clause that was taken out can be read and put back', () => {
  test('to the last edit that was taken, also one that was still on its way to the disk', async () => {
    const house = await House.open('party', 'respondent');
    const one = await house.page('party');
    one.write(price, 'first');
    await house.pass();
    await wholeOf(house, theAgreement, (whole) =>
      house.tell({ type: 'version.keep', why: 'written', ...whole }, { kind: 'server' }),
    );
    one.write(price, 'and since');
    house.store.held = true;
    await house.pass();
    const removing = house.remove('mediator', PRICE);
    house.store.release();
    await removing;
    const words = said(await newest(house));
    expect(words.map(([id]) => id)).toEqual([TERM, PRICE]);
    for (const each of ['first', 'and since']) expect(words[1]?.[1]).toContain(each);
    expect(versions(house).map(({ why }) => why)).toEqual(['written', 'removed']);
  });

  test('after a restart, in its place and with its words, while what others wrote meanwhile is kept too', async () => {
    const house = await House.open('party', 'respondent');
    const one = await house.page('party');
    one.write(price, 'worth keeping');
    await house.pass();
    await house.remove('mediator', PRICE);
    await house.restart();
    const there = await house.page('party');
    there.write(term, 'meanwhile');
    await house.pass();
    const [version] = versions(house);
    if (version === undefined) throw new Error('nothing was kept');
    const then = await newest(house);
    await wholeOf(house, theAgreement, (now) =>
      house.ask('mediator', {
        type: 'version.restore',
        document: theAgreement,
        version: version.id,
        clauses: differing(then.clauses, now.words),
      }),
    );
    await house.pass();
    expect(there.text(price)).toContain('worth keeping');
  });
});
