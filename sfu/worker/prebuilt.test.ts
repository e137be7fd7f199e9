import { describe, expect, it } from 'vitest';
import { mayDownload, prebuiltUrl } from './prebuilt.ts';

const mediasoup = {
  dir: '/m',
  version: '3.27.1',
  repository: 'git+https://github.com/versatica/mediasoup.git',
};

describe('prebuiltUrl', () => {
  it("follows mediasoup's naming, with the kernel's major version on Linux", () => {
    expect(prebuiltUrl(mediasoup, { platform: 'linux', arch: 'x64', kernel: '6.1.0-18-amd64' }, {})).toBe(
      'https://github.com/versatica/mediasoup/releases/download/3.27.1/mediasoup-worker-3.27.1-linux-x64-kernel6.tgz',
    );
    expect(prebuiltUrl(mediasoup, { platform: 'darwin', arch: 'arm64', kernel: '23.4.0' }, {})).toMatch(
      /mediasoup-worker-3\.27\.1-darwin-arm64\.tgz$/,
    );
  });

  it('takes another place from the environment', () => {
    const env = { MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL: 'https://mirror.example/m' };
    expect(prebuiltUrl(mediasoup, { platform: 'linux', arch: 'arm64', kernel: '5.15.0' }, env)).toBe(
      'https://mirror.example/m/3.27.1/mediasoup-worker-3.27.1-linux-arm64-kernel5.tgz',
    );
  });
});

describe('mayDownload', () => {
  it("obeys mediasoup's variables", () => {
    expect(mayDownload({})).toBe(true);
    expect(mayDownload({ MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD: 'true' })).toBe(false);
    expect(
      mayDownload({
        MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD: 'true',
        MEDIASOUP_FORCE_WORKER_PREBUILT_DOWNLOAD: 'true',
      }),
    ).toBe(true);
  });
});
