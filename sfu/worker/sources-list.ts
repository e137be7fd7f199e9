/** One entry of apt's configuration: where packages of some suites come from and whose signature they carry. */
export interface AptSource {
  uri: string;
  suites: string[];
  components: string[];
  /** `Signed-By` and `Trusted` as configured; a key block keeps its lines. */
  trust: Record<string, string>;
}

/** The machine's mirrors of Debian's archive and, if configured, of its security updates. */
export interface DebianMirrors {
  main: AptSource;
  security: AptSource | undefined;
}

/** Entries for binary packages in a `.list` file (one line each) or a `.sources` file (deb822 stanzas). */
export function parseSources(text: string, format: 'list' | 'sources'): AptSource[] {
  return format === 'list' ? text.split('\n').flatMap(parseLine) : text.split(/\n\s*\n/).flatMap(parseStanza);
}

/** The entries that serve the release `codename`, or undefined when the machine's apt knows no such Debian. */
export function findMirrors(sources: readonly AptSource[], codename: string): DebianMirrors | undefined {
  const serving = (suite: string) =>
    sources.find((source) => source.suites.includes(suite) && source.components.includes('main'));
  const main = serving(codename);
  return main === undefined ? undefined : { main, security: serving(`${codename}-security`) };
}

/** A `.sources` file that reads one release alone, from the same mirrors and with the same keys. */
export function writeSources(mirrors: DebianMirrors, suite: string): string {
  const stanza = (source: AptSource, type: 'deb' | 'deb-src', name: string) =>
    [
      `Types: ${type}`,
      `URIs: ${source.uri}`,
      `Suites: ${name}`,
      'Components: main',
      // The package index alone: machines may be set to fetch much more with it.
      `Targets: ${type === 'deb' ? 'Packages' : 'Sources'}`,
      ...Object.entries(source.trust).map(([field, value]) => `${field}: ${value}`),
      '',
    ].join('\n');
  const stanzas = [stanza(mirrors.main, 'deb', suite), stanza(mirrors.main, 'deb-src', suite)];
  if (mirrors.security !== undefined) stanzas.push(stanza(mirrors.security, 'deb', `${suite}-security`));
  return stanzas.join('\n');
}

function parseLine(line: string): AptSource[] {
  const match = /^\s*deb\s+(?:\[([^\]]*)\]\s*)?(\S+)\s+(\S+)\s*([^#]*)/.exec(line);
  const uri = match?.[2];
  const suite = match?.[3];
  if (uri === undefined || suite === undefined || uri.startsWith('cdrom:')) return [];
  const trust: Record<string, string> = {};
  for (const option of words(match?.[1])) {
    const [name, value] = option.split('=');
    if (value !== undefined && name === 'signed-by') trust['Signed-By'] = value.replaceAll(',', ' ');
    if (value !== undefined && name === 'trusted') trust['Trusted'] = value;
  }
  return [{ uri, suites: [suite], components: words(match?.[4]), trust }];
}

function parseStanza(stanza: string): AptSource[] {
  const fields = new Map<string, string>();
  let last = '';
  for (const line of stanza.split('\n').filter((each) => !each.startsWith('#'))) {
    const field = /^([A-Za-z-]+):\s*(.*)$/.exec(line);
    if (field !== null) {
      last = (field[1] ?? '').toLowerCase();
      fields.set(last, field[2] ?? '');
    } else if (/^\s+\S/.test(line)) {
      fields.set(last, `${fields.get(last) ?? ''}\n${line}`);
    }
  }
  const uri = words(fields.get('uris'))[0];
  if (uri === undefined || !words(fields.get('types')).includes('deb')) return [];
  if (['no', 'false', '0'].includes(fields.get('enabled')?.trim() ?? '')) return [];
  const trust: Record<string, string> = {};
  for (const field of ['Signed-By', 'Trusted']) {
    const value = fields.get(field.toLowerCase());
    if (value !== undefined) trust[field] = value;
  }
  return [{ uri, suites: words(fields.get('suites')), components: words(fields.get('components')), trust }];
}

function words(text: string | undefined): string[] {
  return (text ?? '').split(/\s+/).filter((word) => word !== '');
}
