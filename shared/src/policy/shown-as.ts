import { differ } from './rests-on.ts';

/** What things that never change are shown as, each made again only when something else that this rests on is another value. */
export class ShownAs<T extends object, V> {
  readonly #known = new WeakMap<T, { readonly restsOn: readonly unknown[]; readonly view: V }>();

  of(thing: T, restsOn: readonly unknown[], make: () => V): V {
    const known = this.#known.get(thing);
    if (known !== undefined && !differ(known.restsOn, restsOn)) return known.view;
    const view = make();
    this.#known.set(thing, { restsOn, view });
    return view;
  }
}
