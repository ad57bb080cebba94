import { strToU8, zipSync } from 'fflate';
import forge from 'node-forge';
import type { AppleCertificates } from './certificates.ts';

/** The files of a package by their paths, without manifest and signature. */
export type PackageFiles = Readonly<Record<string, Uint8Array>>;

export const orderPackageType = 'application/vnd.apple.order';

/**
 * A distributable order package: a ZIP of the files, a manifest with their SHA-256 hashes, and a detached PKCS #7
 * signature of the manifest (developer.apple.com/documentation/walletorders/building-a-distributable-order-package).
 */
export async function makeOrderPackage(
  files: PackageFiles,
  certificates: AppleCertificates,
  signedAt: Date,
): Promise<Uint8Array<ArrayBuffer>> {
  const hashes = await Promise.all(
    Object.entries(files).map(async ([path, bytes]) => [path, await sha256(bytes)] as const),
  );
  const manifest = JSON.stringify(Object.fromEntries(hashes));
  const zipped = zipSync({
    ...files,
    'manifest.json': strToU8(manifest),
    signature: sign(manifest, certificates, signedAt),
  });
  return new Uint8Array(zipped);
}

function sign(manifest: string, { certificate, issuer, key }: AppleCertificates, signedAt: Date): Uint8Array {
  const signed = forge.pkcs7.createSignedData();
  signed.content = forge.util.createBuffer(manifest, 'utf8');
  signed.addCertificate(certificate);
  signed.addCertificate(issuer);
  signed.addSigner({
    key,
    certificate,
    digestAlgorithm: forge.pki.oids.sha256 ?? '',
    authenticatedAttributes: [
      { type: forge.pki.oids.contentType ?? '', value: forge.pki.oids.data ?? '' },
      { type: forge.pki.oids.messageDigest ?? '' },
      // The types want text, but the library formats a Date.
      { type: forge.pki.oids.signingTime ?? '', value: signedAt as unknown as string },
    ],
  });
  signed.sign({ detached: true });
  return Uint8Array.from(forge.asn1.toDer(signed.toAsn1()).getBytes(), (byte) => byte.charCodeAt(0));
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
