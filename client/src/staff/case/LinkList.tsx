import type { ParticipantId } from '@parley/shared/ids';
import type { LinkView } from '@parley/shared/protocol';
import { Check, Copy } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { copyText } from '../../ui/copy.ts';
import { finding } from '../../ui/finding.ts';
import { AT_A_GLANCE, FindPeople } from '../../ui/FindPeople.tsx';
import { useRoleName } from '../../ui/person.ts';
import { useCopied } from '../../ui/use-copied.ts';
import { commonEnd, inOrder } from './arrange.ts';
import { ByHandDialog } from './ByHandDialog.tsx';
import { invitationTo } from './invitation.ts';
import { LinkRow } from './LinkRow.tsx';
import { ReissueDialog } from './ReissueDialog.tsx';
import { RevokeDialog } from './RevokeDialog.tsx';
import type { SessionProps } from './SessionCard.tsx';

/** What is asked about one of the links. */
type Asked = { readonly what: 'revoke' | 'reissue'; readonly link: LinkView };

/** Everyone's personal link to one session. */
export function LinkList({ session, detail, onRevoke, onReissue }: Omit<SessionProps, 'me'>) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [byHand, setByHand] = useState<string | null>(null);
  /** What just happened, read out, and shown where it is about a link just issued. */
  const [said, setSaid] = useState('');
  const [issued, setIssued] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  /** Whose link has just changed: the keyboard goes on from their row, as the menu it came from may be gone. */
  const changed = useRef<ParticipantId | null>(null);
  const focusAfter = (): HTMLElement | null => {
    const holder = changed.current;
    changed.current = null;
    return list.current?.querySelector<HTMLElement>(`[data-holder="${holder}"] button`) ?? null;
  };
  const format = useFormat();
  const end = commonEnd(session.links);
  const roleName = useRoleName();
  const [query, setQuery] = useState('');
  const ordered = inOrder(session.links, detail.sides);
  const many = ordered.length > AT_A_GLANCE;
  const links = many
    ? finding(ordered, query, (link) => [
        link.name,
        roleName(link, detail.sides),
        t(`staff.link.state.${link.state}`),
      ])
    : ordered;
  const [unfolded, setUnfolded] = useState(false);
  const shownLinks = unfolded || query.trim() !== '' ? links : links.slice(0, AT_A_GLANCE);
  const [copied, showCopied] = useCopied();
  const copyAll = async (): Promise<void> => {
    const lines = ordered.flatMap(({ name, url }) => (url === null ? [] : [`${name}\t${url}`]));
    const text = lines.join('\n');
    if (!(await copyText(text))) return setByHand(text);
    showCopied();
    setSaid(t('staff.case.copiedAll', { count: lines.length }));
  };
  const close = (): void => setAsked(null);
  const shown = (what: Asked['what']): LinkView | null => (asked?.what === what ? asked.link : null);

  return (
    <div>
      <div className="px-4 pt-3 sm:px-5">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <h4 className="font-semibold">{t('staff.case.links')}</h4>
          {end !== null && (
            <p className="text-sm text-ink-2 tabular-nums">
              {t('staff.link.until', { time: format.short(end) })}
            </p>
          )}
        </div>
        <p className="text-sm text-ink-2">{t('staff.case.linksHint')}</p>
        {many && (
          <div className="mt-3 flex flex-col gap-3 sm:flex-row sm:items-start sm:justify-between">
            <div className="sm:w-80">
              <FindPeople query={query} onQuery={setQuery} found={links.length} />
            </div>
            <Button
              icon={copied ? <Check size={20} aria-hidden /> : <Copy size={20} aria-hidden />}
              title={t('staff.case.copyAllHint')}
              onClick={() => void copyAll()}
            >
              {copied ? t('staff.link.copied') : t('staff.case.copyAll')}
            </Button>
          </div>
        )}
      </div>
      <p role="status" className="sr-only">
        {said}
      </p>
      <ul ref={list} className="divide-y divide-line pt-1">
        {shownLinks.map((link) => (
          <LinkRow
            key={link.participant}
            link={link}
            sides={detail.sides}
            commonEnd={end}
            fresh={issued === link.participant}
            invitation={() => invitationTo(link, session, detail)}
            onCopied={(what) => {
              setSaid(what);
              if (issued === link.participant) setIssued(null);
            }}
            onByHand={setByHand}
            onRevoke={() => setAsked({ what: 'revoke', link })}
            onReissue={() => setAsked({ what: 'reissue', link })}
          />
        ))}
      </ul>
      {many && query.trim() === '' && (
        <div className="border-t border-line p-2 text-center">
          <Button size="sm" variant="quiet" onClick={() => setUnfolded(!unfolded)}>
            {unfolded ? t('common.find.fewer') : t('common.find.all', { count: links.length })}
          </Button>
        </div>
      )}
      <RevokeDialog
        link={shown('revoke')}
        onClose={close}
        focusAfter={focusAfter}
        onRevoke={async ({ id, name, participant }) => {
          await onRevoke(id);
          changed.current = participant;
          setIssued(null);
          setSaid(t('staff.link.revoked', { name }));
        }}
      />
      <ReissueDialog
        link={shown('reissue')}
        startsAt={session.startsAt}
        onClose={close}
        focusAfter={focusAfter}
        onReissue={async ({ id, name, participant }, hours) => {
          await onReissue(id, hours);
          changed.current = participant;
          setIssued(participant);
          setSaid(t('staff.link.reissued', { name }));
        }}
      />
      <ByHandDialog text={byHand} onClose={() => setByHand(null)} />
    </div>
  );
}
