import { firstLanguage } from '../i18n/index.ts';
import { incomplete } from '../i18n/incomplete.ts';
import { inLanguage, interfaceLanguages } from '../i18n/languages.ts';
import { Button } from '../ui/Button.tsx';

const again = (): void => location.reload();

/** In place of a page that is not all there: in every language, one's own first, for its words may be what is missing. */
export function Incomplete() {
  const own = firstLanguage();
  const others = interfaceLanguages.filter((each) => each !== own);
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-xl flex-col justify-center gap-10 px-4 py-12 sm:px-6">
      <section {...inLanguage(own)}>
        <h1 className="text-2xl leading-snug font-semibold">{incomplete[own].title}</h1>
        <p className="mt-3 text-lg text-ink-2">{incomplete[own].text}</p>
        <Button variant="primary" className="mt-6" onClick={again}>
          {incomplete[own].again}
        </Button>
      </section>
      {others.map((each) => (
        <section key={each} {...inLanguage(each)} className="border-t border-line pt-6">
          <h2 className="font-semibold">{incomplete[each].title}</h2>
          <p className="mt-1 text-ink-2">{incomplete[each].text}</p>
          <Button size="sm" className="mt-3" onClick={again}>
            {incomplete[each].again}
          </Button>
        </section>
      ))}
    </main>
  );
}
