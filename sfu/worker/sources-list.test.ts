import { describe, expect, it } from 'vitest';
import { findMirrors, parseSources, writeSources } from './sources-list.ts';

const deb822 = `# comment
Types: deb
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main contrib
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: http://mirror.example/debian-security
Suites: bookworm-security
Components: main
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 mQINBFyy5ScBEAC
 -----END PGP PUBLIC KEY BLOCK-----

Types: deb
URIs: http://off.example/debian
Suites: bookworm
Components: main
Enabled: no
`;

const lines = `
# deb http://commented.example/debian bookworm main
deb cdrom:[Debian GNU/Linux 12]/ bookworm main
deb-src http://source.example/debian bookworm main
deb [arch=amd64 signed-by=/etc/apt/keys/a.gpg,/etc/apt/keys/b.gpg] http://mirror.example/debian bookworm main non-free # mine
deb [trusted=yes] http://mirror.example/debian-security bookworm-security main
deb http://third.example/stuff stable main
`;

describe('parseSources and findMirrors', () => {
  it('reads deb822 stanzas', () => {
    const mirrors = findMirrors(parseSources(deb822, 'sources'), 'bookworm');
    expect(mirrors?.main).toEqual({
      uri: 'http://mirror.example/debian',
      suites: ['bookworm', 'bookworm-updates'],
      components: ['main', 'contrib'],
      trust: { 'Signed-By': '/usr/share/keyrings/debian-archive-keyring.gpg' },
    });
    expect(mirrors?.security?.uri).toBe('http://mirror.example/debian-security');
  });

  it('reads one-line entries', () => {
    const mirrors = findMirrors(parseSources(lines, 'list'), 'bookworm');
    expect(mirrors?.main).toEqual({
      uri: 'http://mirror.example/debian',
      suites: ['bookworm'],
      components: ['main', 'non-free'],
      trust: { 'Signed-By': '/etc/apt/keys/a.gpg /etc/apt/keys/b.gpg' },
    });
    expect(mirrors?.security?.trust).toEqual({ Trusted: 'yes' });
  });

  it('finds nothing for a release that the machine does not know', () => {
    expect(findMirrors(parseSources(deb822, 'sources'), 'trixie')).toBeUndefined();
    expect(findMirrors(parseSources('', 'list'), 'bookworm')).toBeUndefined();
  });
});

describe('writeSources', () => {
  it('names another release at the same mirrors with the same keys, and can be read again', () => {
    const known = findMirrors(parseSources(deb822, 'sources'), 'bookworm');
    expect(known).toBeDefined();
    if (known === undefined) return;
    const written = writeSources(known, 'trixie');
    const again = findMirrors(parseSources(written, 'sources'), 'trixie');
    expect(again?.main.trust).toEqual(known.main.trust);
    expect(again?.security).toEqual({
      uri: 'http://mirror.example/debian-security',
      suites: ['trixie-security'],
      components: ['main'],
      trust: known.security?.trust,
    });
    expect(written).not.toContain('bookworm');
    expect(written.match(/^Types: deb-src$/gm)).toHaveLength(1);
  });
});
