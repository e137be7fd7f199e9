import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Platform } from './platform.ts';

/** A drawing of the browser with the places to press, numbered as in the list beside it. */
export function PermissionPicture({ platform }: { platform: Platform }) {
  return (
    <svg
      viewBox="0 0 320 168"
      aria-hidden
      // Drawn as most browsers are; words run from where they are put, whatever their direction.
      direction="ltr"
      className="w-full rounded-md border border-line bg-sunken text-ink"
    >
      <Picture platform={platform} />
    </svg>
  );
}

function Picture({ platform }: { platform: Platform }) {
  const { t } = useTranslation();
  const camera = t('check.help.picture.camera');
  const microphone = t('check.help.picture.microphone');
  const allow = t('check.help.picture.allow');
  switch (platform) {
    case 'desktop':
      return (
        <>
          <AddressBar y={14} />
          <Tune x={30} y={30} />
          <Mark n={1} x={30} y={30} />
          <Panel x={16} y={54} width={208} height={100} />
          <SwitchRow x={30} y={84} width={180} label={camera} />
          <SwitchRow x={30} y={126} width={180} label={microphone} />
          <Mark n={2} x={240} y={104} ring={false} />
        </>
      );
    case 'android':
      return (
        <>
          <AddressBar y={10} />
          <Tune x={30} y={26} />
          <Mark n={1} x={30} y={26} />
          <Panel x={16} y={50} width={288} height={110} />
          <text x={30} y={76} className="fill-current text-[13px] font-semibold">
            {t('check.help.picture.permissions')}
          </text>
          <Mark n={2} x={278} y={72} ring={false} />
          <SwitchRow x={30} y={106} width={216} label={camera} />
          <SwitchRow x={30} y={138} width={216} label={microphone} />
          <Mark n={3} x={278} y={122} ring={false} />
        </>
      );
    case 'ios':
      return (
        <>
          <Panel x={16} y={10} width={236} height={104} />
          <text x={30} y={36} className="fill-current text-[13px] font-semibold">
            {t('check.help.picture.menu')}
          </text>
          <Mark n={2} x={278} y={32} ring={false} />
          <ValueRow x={30} y={68} width={208} label={camera} value={allow} />
          <ValueRow x={30} y={98} width={208} label={microphone} value={allow} />
          <Mark n={3} x={278} y={82} ring={false} />
          <AddressBar y={124} />
          <text x={30} y={145} textAnchor="middle" className="fill-current text-[13px] font-semibold">
            AA
          </text>
          <Mark n={1} x={30} y={140} />
        </>
      );
    case 'wechat':
      return (
        <>
          <rect x={16} y={14} width={288} height={32} rx={6} className="fill-raised stroke-line-strong" />
          <text x={286} y={35} textAnchor="middle" className="fill-current text-[16px] font-bold">
            •••
          </text>
          <Mark n={1} x={286} y={30} />
          <Panel x={16} y={66} width={288} height={88} />
          <circle cx={62} cy={98} r={16} className="fill-sunken stroke-line-strong" />
          <path
            d="M62 90v16M54 98h16M56 91c4 3 8 3 12 0M56 105c4-3 8-3 12 0"
            className="fill-none stroke-current"
          />
          <text x={32} y={138} className="fill-current text-[13px] font-semibold">
            {t('check.help.picture.browser')}
          </text>
          <Mark n={2} x={62} y={98} />
        </>
      );
  }
}

function AddressBar({ y }: { y: number }) {
  return (
    <>
      <rect x={16} y={y} width={288} height={32} rx={16} className="fill-raised stroke-line-strong" />
      <text x={58} y={y + 21} className="fill-ink-2 text-[13px]">
        {location.host}
      </text>
    </>
  );
}

/** Chromium's sign for the settings of a site. */
const Tune = ({ x, y }: { x: number; y: number }) => (
  <g className="fill-none stroke-current" strokeWidth={1.6}>
    <path d={`M${x - 7} ${y - 3}h8M${x + 5} ${y - 3}h2M${x - 7} ${y + 4}h2M${x - 1} ${y + 4}h8`} />
    <circle cx={x + 3} cy={y - 3} r={2.2} />
    <circle cx={x - 3} cy={y + 4} r={2.2} />
  </g>
);

const Panel = (box: { x: number; y: number; width: number; height: number }) => (
  <rect {...box} rx={8} className="fill-raised stroke-line-strong" />
);

interface RowProps {
  x: number;
  y: number;
  width: number;
  label: string;
}
const Row = ({ x, y, label, children }: RowProps & { children: ReactNode }) => (
  <>
    <text x={x} y={y + 5} className="fill-current text-[13px]">
      {label}
    </text>
    {children}
  </>
);
const SwitchRow = (row: RowProps) => (
  <Row {...row}>
    <rect x={row.x + row.width - 32} y={row.y - 9} width={32} height={18} rx={9} className="fill-ink" />
    <circle cx={row.x + row.width - 9} cy={row.y} r={6} className="fill-paper" />
  </Row>
);
const ValueRow = ({ value, ...row }: RowProps & { value: string }) => (
  <Row {...row}>
    <text
      x={row.x + row.width}
      y={row.y + 5}
      textAnchor="end"
      className="fill-current text-[13px] font-semibold"
    >
      {value} ✓
    </text>
  </Row>
);

/** A number at the upper end of what it points to; `ring` draws a circle around the thing itself. */
const Mark = ({ n, x, y, ring = true }: { n: number; x: number; y: number; ring?: boolean }) => (
  <>
    {ring && <circle cx={x} cy={y} r={19} className="fill-none stroke-danger" strokeWidth={2.5} />}
    <circle cx={ring ? x + 15 : x} cy={ring ? y - 13 : y} r={10} className="fill-danger" />
    <text
      x={ring ? x + 15 : x}
      y={(ring ? y - 13 : y) + 4.5}
      textAnchor="middle"
      className="fill-on-fill text-[13px] font-bold"
    >
      {n}
    </text>
  </>
);
