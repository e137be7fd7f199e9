import type { SessionView } from '@parley/shared/policy';
import { Bell } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import { Button } from '../../../ui/Button.tsx';
import { useBoardNames } from '../board/names.ts';
import { type Need, needPerson } from './needs.ts';

interface NeedsStripProps {
  needs: readonly Need[];
  view: SessionView;
  onShow: () => void;
}

/** Reminds whoever conducts of the list while it is out of sight. */
export function NeedsStrip({ needs, view, onShow }: NeedsStripProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = useBoardNames(view);
  const about = (need: Need): string => {
    if (need.kind === 'lead') return t('board.needs.lead');
    if (need.kind === 'terms') return t('board.needs.terms', { count: need.count });
    if (need.kind === 'timer' || need.kind === 'silent') return names.room(need.room);
    return needPerson(need)?.name ?? '';
  };
  return (
    <div className="flex items-center gap-3 border-t border-line bg-sunken px-3 py-1.5">
      <Bell size={18} aria-hidden className="shrink-0" />
      <p role="status" className="min-w-0 flex-1 truncate text-sm">
        <span className="font-semibold">
          {t('room.people.count', { title: t('room.needs.title'), count: needs.length })}
        </span>{' '}
        {format.list([...new Set(needs.map(about))])}
      </p>
      <Button size="sm" variant="primary" onClick={onShow}>
        {t('room.needs.show')}
      </Button>
    </div>
  );
}
