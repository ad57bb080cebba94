import forge from 'node-forge';
import { NotSetUp } from '../../endpoint.ts';

/** What signs packages and opens the connection to Apple's push service. */
export interface AppleCertificates {
  /** The certificate of the order type identifier. */
  readonly certificate: forge.pki.Certificate;
  /** Apple's Worldwide Developer Relations certificate, which issued it. */
  readonly issuer: forge.pki.Certificate;
  readonly key: forge.pki.rsa.PrivateKey;
  /** The same as PEM, the key without a password, for TLS. */
  readonly pem: { readonly certificate: string; readonly key: string };
}

export interface CertificateTexts {
  readonly certificate: string;
  readonly issuer: string;
  readonly key: string;
  readonly password?: string | undefined;
}

/** Reads PEM texts, and checks that they belong together and are valid `now` (milliseconds). Throws `NotSetUp`. */
export function readAppleCertificates(texts: CertificateTexts, now: number): AppleCertificates {
  const certificate = readCertificate(texts.certificate, 'WALLET_APPLE_CERTIFICATE');
  const issuer = readCertificate(texts.issuer, 'WALLET_APPLE_ISSUER');
  const key = readKey(texts.key, texts.password);
  const { publicKey } = certificate;
  if (!('n' in publicKey) || publicKey.n.compareTo(key.n) !== 0) {
    throw new NotSetUp('WALLET_APPLE_KEY is not the key of WALLET_APPLE_CERTIFICATE.');
  }
  if (!attempt(() => issuer.verify(certificate))) {
    throw new NotSetUp(
      'WALLET_APPLE_ISSUER did not issue WALLET_APPLE_CERTIFICATE. Apple has several: its name is in the certificate, ' +
        'and apple.com/certificateauthority has them all.',
    );
  }
  if (certificate.validity.notAfter.getTime() <= now) {
    throw new NotSetUp(`WALLET_APPLE_CERTIFICATE expired on ${certificate.validity.notAfter.toISOString()}.`);
  }
  return {
    certificate,
    issuer,
    key,
    pem: { certificate: forge.pki.certificateToPem(certificate), key: forge.pki.privateKeyToPem(key) },
  };
}

function readCertificate(pem: string, name: string): forge.pki.Certificate {
  try {
    return forge.pki.certificateFromPem(withLines(pem));
  } catch {
    throw new NotSetUp(`${name} is not a certificate in PEM: it begins with -----BEGIN CERTIFICATE-----.`);
  }
}

function readKey(pem: string, password: string | undefined): forge.pki.rsa.PrivateKey {
  const key = attempt(() =>
    password === undefined
      ? forge.pki.privateKeyFromPem(withLines(pem))
      : forge.pki.decryptRsaPrivateKey(withLines(pem), password),
  );
  // Without a password, the library answers null for a key that has one.
  if (!key) {
    throw new NotSetUp(
      'WALLET_APPLE_KEY is not an RSA key in PEM, or its WALLET_APPLE_KEY_PASSWORD is missing or wrong.',
    );
  }
  return key;
}

function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** Settings often hold a PEM on one line, with `\n` written out. */
function withLines(pem: string): string {
  return pem.replaceAll('\\n', '\n');
}
