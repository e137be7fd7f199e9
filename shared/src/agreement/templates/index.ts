import type { Language } from '../../session/people.ts';
import type { RichText } from '../rich-text.ts';
import type { TemplateId } from './template.ts';

/** The words of each clause a template begins with, in those of these languages that it has. */
export function clausesOf(
  _template: TemplateId,
  _languages: readonly Language[],
): readonly Readonly<Record<Language, RichText>>[] {
  return [{}];
}
