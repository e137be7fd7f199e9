import type { TemplateId } from '@parley/shared/agreement';
import type { OwnTemplateId } from '@parley/shared/ids';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { navigate } from '../../app/router.tsx';
import { createTemplate, saveTemplate, templateQuery, templatesQuery } from '../api.ts';
import { Loaded } from '../frame/Loaded.tsx';
import { Unknown } from '../frame/Unknown.tsx';
import { keepLastOrganisation, lastOrganisation } from '../last-organisation.ts';
import { isRefusal } from '../problem.ts';
import { paths } from '../routes.ts';
import { keepUnfinished, readUnfinished } from '../unfinished.ts';
import { begunFrom, draftOf, TemplateDraft } from './draft.ts';
import { TemplateScreen, type TemplateScreenProps } from './TemplateScreen.tsx';
import { TemplateSkeleton } from './TemplateSkeleton.tsx';

const back = (): void => navigate(paths.templates);

/** A new template, from nothing or from a built-in one. */
export function NewTemplate({ from }: { from: TemplateId }) {
  const { t } = useTranslation();
  const query = useQuery(templatesQuery);
  const title = from === 'blank' ? '' : t(`agreement.start.templates.${from}.name`);
  return (
    <Loaded query={query} title={t('templates.form.newTitle')} skeleton={<TemplateSkeleton />}>
      {({ organisations }) => (
        <Written
          part={`template:${from}`}
          heading={t('templates.form.newTitle')}
          begun={begunFrom(from, title, organisationAmong(organisations))}
          organisations={organisations}
          onSave={async (organisation, words) => {
            await createTemplate({ organisation, words });
            keepLastOrganisation(organisation);
          }}
        />
      )}
    </Loaded>
  );
}

/** One that is there, to be read and changed; `copy`: it stays as it is, and another begins with its words. */
export function Template({ id, copy }: { id: OwnTemplateId; copy: boolean }) {
  const { t } = useTranslation();
  // While it is written in, nothing takes its place: it is read again when the page is opened again.
  const query = useQuery({ ...templateQuery(id), refetchOnWindowFocus: false });
  const list = useQuery(templatesQuery);
  return (
    <Loaded
      query={query}
      title={t('templates.title')}
      skeleton={<TemplateSkeleton />}
      refused={(problem) => (isRefusal(problem, 'template.unknown') ? <Unknown /> : null)}
    >
      {(detail) =>
        copy ? (
          <Written
            part={`template:copy:${id}`}
            heading={t('templates.form.newTitle')}
            begun={{
              ...draftOf(detail),
              revision: null,
              title: t('templates.form.copyOf', { title: detail.title }),
            }}
            organisations={list.data?.organisations ?? [detail.organisation]}
            onSave={(organisation, words) => createTemplate({ organisation, words })}
          />
        ) : (
          <Written
            key={detail.revision}
            part={`template:${id}`}
            heading={t('templates.form.editTitle')}
            begun={draftOf(detail)}
            organisations={null}
            toRead={detail.kept && detail.changedBy === null}
            onSave={(_organisation, words, revision) => saveTemplate(id, { words, revision })}
            onReadAgain={() => void query.refetch()}
          />
        )
      }
    </Loaded>
  );
}

type WrittenProps = Omit<TemplateScreenProps, 'onKeep' | 'onSaved' | 'restored'> & { part: string };

/** With what was typed before and not saved. */
function Written({ part, ...props }: WrittenProps) {
  const kept = readUnfinished(part, TemplateDraft);
  return (
    <TemplateScreen
      {...props}
      restored={kept}
      onKeep={(draft) => keepUnfinished(part, draft ?? undefined)}
      onSaved={back}
    />
  );
}

function organisationAmong(organisations: readonly string[]): string {
  const known = lastOrganisation();
  return organisations.includes(known) ? known : (organisations[0] ?? known);
}
