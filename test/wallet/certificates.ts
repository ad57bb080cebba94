import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const orderType = 'order.com.example.trattoria';

/** Certificates as Apple gives them, made by openssl: a root, the intermediate, and that of the order type. */
export interface TestCertificates {
  readonly root: string;
  readonly issuer: string;
  readonly certificate: string;
  readonly key: string;
  /** The same key with the password `secret`. */
  readonly lockedKey: string;
  /** For a server on this machine, signed by the intermediate. */
  readonly server: { readonly certificate: string; readonly key: string };
}

export function makeCertificates(days = 30): TestCertificates {
  const folder = mkdtempSync(join(tmpdir(), 'wallet-certificates-'));
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const issue = (name: string, subject: string, by: string, extensions: string, forDays: number) => {
    writeFileSync(join(folder, `${name}.ext`), extensions);
    openssl(
      'req',
      '-new',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.csr`,
      '-subj',
      subject,
    );
    openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-CA',
      `${by}.pem`,
      '-CAkey',
      `${by}.key`,
      '-CAcreateserial',
      '-days',
      `${forDays}`,
      '-sha256',
      '-extfile',
      `${name}.ext`,
      '-out',
      `${name}.pem`,
    );
  };
  try {
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'root.key',
      '-out',
      'root.pem',
      '-days',
      '30',
      '-subj',
      '/O=Apple Inc. (test)/CN=Apple Root CA (test)',
    );
    issue(
      'issuer',
      '/O=Apple Inc. (test)/CN=Apple Worldwide Developer Relations (test)',
      'root',
      'basicConstraints=critical,CA:true\nkeyUsage=keyCertSign,cRLSign\n',
      30,
    );
    issue(
      'leaf',
      `/UID=${orderType}/CN=Order Type ID: ${orderType}/OU=TEAM123456`,
      'issuer',
      'keyUsage=critical,digitalSignature\nextendedKeyUsage=clientAuth,emailProtection\n',
      days,
    );
    issue('server', '/CN=localhost', 'issuer', 'subjectAltName=DNS:localhost,IP:127.0.0.1\n', 30);
    openssl('rsa', '-aes256', '-traditional', '-passout', 'pass:secret', '-in', 'leaf.key', '-out', 'locked.key');
    return {
      root: read('root.pem'),
      issuer: read('issuer.pem'),
      certificate: read('leaf.pem'),
      key: read('leaf.key'),
      lockedKey: read('locked.key'),
      server: { certificate: read('server.pem'), key: read('server.key') },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What openssl says of a detached signature: the subject of the signer. Throws if it does not hold. */
export function verifySignature(manifest: Uint8Array, signature: Uint8Array, root: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'wallet-signature-'));
  try {
    for (const [name, content] of Object.entries({ manifest, signature, 'root.pem': root })) {
      writeFileSync(join(folder, name), content);
    }
    execFileSync(
      'openssl',
      [
        'smime',
        '-verify',
        '-inform',
        'DER',
        '-in',
        'signature',
        '-content',
        'manifest',
        '-binary',
        '-CAfile',
        'root.pem',
        '-purpose',
        'any',
        '-signer',
        'signer.pem',
        '-out',
        'content',
      ],
      { cwd: folder, stdio: 'pipe' },
    );
    return execFileSync('openssl', ['x509', '-noout', '-subject', '-in', 'signer.pem'], { cwd: folder }).toString();
  } finally {
    rmSync(folder, { recursive: true });
  }
}
