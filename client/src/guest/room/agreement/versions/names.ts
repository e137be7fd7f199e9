import type { VersionView } from '@parley/shared/agreement';
import type { SessionView } from '@parley/shared/policy';
import type { TFunction } from 'i18next';

/** What a version is called: by the name it was given, or by why it was kept. */
export const versionName = (t: TFunction, { name, why }: Pick<VersionView, 'name' | 'why'>): string =>
  name ?? t(`agreement.versions.why.${why ?? 'other'}`);

/** Somebody's name, for those who see them. */
export const nameIn = ({ me, people }: SessionView, id: string | null): string | null =>
  [me, ...people].find(({ participant }) => participant.id === id)?.participant.name ?? null;
