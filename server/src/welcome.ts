import { styleText } from 'node:util';
import type { Sample } from './cases/sample.ts';
import type { FirstAdministrator } from './staff/accounts.ts';

const roleNames: { readonly [role: string]: string } = {
  mediator: '调解员 mediator',
  party: '当事人 party',
  counsel: '代理人 counsel',
  interpreter: '翻译 interpreter',
  recorder: '记录人 recorder',
  observer: '观察员 observer',
};

/** What a person reads at a start, on a terminal. */
export function welcome(start: {
  readonly url: string;
  readonly administrator: FirstAdministrator | null;
  readonly sample: Sample | null;
  readonly selfSigned: boolean;
}): string {
  const { url, administrator, sample, selfSigned } = start;
  const bold = (text: string): string => styleText('bold', text);
  const lines = ['', `${bold('Parley 和谈室')}  ${url}`, `Staff / 工作人员  ${url}/staff`];
  if (administrator !== null) {
    const { username, password } = administrator;
    lines.push(
      `  administrator ${bold(username)}  password ${bold(password)}`,
      '  This password is shown once. / 此密码只显示这一次。',
    );
  }
  const links = (sample?.links ?? []).flatMap(({ role, name, url: link }) =>
    link === null ? [] : ['', `  ${roleNames[role] ?? role}  ${name}`, `  ${link}`],
  );
  if (sample !== null && links.length > 0) {
    lines.push(
      '',
      bold(sample.title),
      'One link per person; open each in a window of its own. / 每人一个链接。',
      ...links,
    );
  }
  if (selfSigned) {
    lines.push(
      '',
      'The certificate is self-signed: each browser asks once whether to go on. / 证书为自签名,浏览器会提示一次,请选择继续。',
    );
  }
  lines.push('', 'Ctrl-C stops everything. / 按 Ctrl-C 停止。', '');
  return lines.join('\n');
}
