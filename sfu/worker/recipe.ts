import { endianness } from 'node:os';

/**
 * What the worker is made of: packages, flags and the files of recipe/. Whatever changes the binary belongs here or
 * there, because a binary built from another recipe is recognised by the hash of these alone.
 */
export const RECIPE_FILES = ['recipe.ts', 'recipe'];

/**
 * The Debian releases on which this is known to work, and the release that OpenSSL and libsrtp come from: Debian 12's
 * OpenSSL 3.0 makes the worker crash when a current Chromium shakes hands.
 */
export const CRYPTO_SUITE: Readonly<Record<string, string>> = { bookworm: 'trixie', trixie: 'trixie' };

/** From the machine's own release, so that archives and C++ library fit its compiler. */
export const HOST_PACKAGES = [
  'flatbuffers-compiler',
  'libabsl-dev',
  'libflatbuffers-dev',
  'libuv1-dev',
  'libzstd-dev',
  'zlib1g-dev',
];

export const CRYPTO_PACKAGES = ['libssl-dev'];

/** Debian's own libsrtp is built on NSS; this source is built on OpenSSL, which is there anyway and faster. */
export const SRTP_SOURCE_PACKAGE = 'libsrtp2';

/** For a machine without a compiler. */
export const COMPILER_PACKAGES = ['g++'];

/** The sources of libsrtp when its crypto library is OpenSSL; see its meson.build. */
export const SRTP_SOURCES = [
  'srtp/srtp.c',
  'crypto/cipher/aes_gcm_ossl.c',
  'crypto/cipher/aes_icm_ossl.c',
  'crypto/cipher/cipher.c',
  'crypto/cipher/cipher_test_cases.c',
  'crypto/cipher/null_cipher.c',
  'crypto/hash/auth.c',
  'crypto/hash/auth_test_cases.c',
  'crypto/hash/hmac_ossl.c',
  'crypto/hash/null_auth.c',
  'crypto/kernel/alloc.c',
  'crypto/kernel/crypto_kernel.c',
  'crypto/kernel/err.c',
  'crypto/kernel/key.c',
  'crypto/math/datatypes.c',
  'crypto/replay/rdb.c',
  'crypto/replay/rdbx.c',
];

/** The headers that libsrtp installs. */
export const SRTP_HEADERS = [
  'include/srtp.h',
  'crypto/include/auth.h',
  'crypto/include/cipher.h',
  'crypto/include/crypto_types.h',
];

/** mediasoup's own flags for its schemas; see its worker/fbs/FBS/meson.build. */
export const FLATC_FLAGS = [
  '--cpp',
  '--cpp-field-case-style',
  'lower',
  '--reflect-names',
  '--scoped-enums',
  '--filename-suffix',
  '',
];

/** mediasoup's own release flags, and the hardening that Debian gives its packages. */
const COMMON_FLAGS = ['-O3', '-pipe', '-DNDEBUG', '-fPIE', '-fstack-protector-strong', '-D_FORTIFY_SOURCE=2'];

export const C_FLAGS = [...COMMON_FLAGS, '-funroll-loops', '-DHAVE_CONFIG_H'];

export const CPP_FLAGS = [
  ...COMMON_FLAGS,
  '-std=c++20',
  '-DMS_EXECUTABLE',
  endianness() === 'LE' ? '-DMS_LITTLE_ENDIAN' : '-DMS_BIG_ENDIAN',
  '-DFLATBUFFERS_LOCALE_INDEPENDENT=1',
];

/** Libraries go in as archives, so that the binary also runs where these packages are not installed. */
export const LINK_FLAGS = ['-pie', '-s', '-static-libstdc++', '-static-libgcc', '-Wl,-z,relro,-z,now'];

export const HOST_ARCHIVES = /^lib(absl_.*|uv|uv_a|z|zstd)\.a$/;
export const CRYPTO_ARCHIVES = ['libssl.a', 'libcrypto.a'];
export const SYSTEM_LIBRARIES = ['-lpthread', '-ldl', '-lm'];
