import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { readWalletSettings } from '../../demo/supabase/functions/_shared/wallet/wallet-settings.js';
import { makeCertificates, type TestCertificates } from './certificates.js';
import { walletVariables } from './settings.js';

describe('the settings of wallets', () => {
  let certificates: TestCertificates;
  let variables: Record<string, string>;
  before(() => {
    certificates = makeCertificates();
    variables = walletVariables(certificates);
  });

  const read = (changes: Readonly<Record<string, string | undefined>>, now = Date.now()) => {
    const set: Readonly<Record<string, string | undefined>> = { ...variables, ...changes };
    return readWalletSettings((name) => set[name], now);
  };

  it('offer no wallet without keys', () => {
    assert.deepEqual(
      readWalletSettings(() => undefined, Date.now()),
      { apple: undefined, google: undefined },
    );
  });

  it('offer both wallets', () => {
    const { apple, google } = read({});
    assert.equal(apple?.merchant.orderTypeIdentifier, 'order.com.example.trattoria');
    assert.equal(google?.email, 'wallet@trattoria.iam.gserviceaccount.com');
  });

  it('take a key with a password, and PEM texts on one line', () => {
    const onOneLine = certificates.lockedKey.replaceAll('\n', '\\n');
    assert.ok(read({ WALLET_APPLE_KEY: onOneLine, WALLET_APPLE_KEY_PASSWORD: 'secret' }).apple);
  });

  it('say what is missing or wrong', () => {
    const other = makeCertificates();
    const wrong: readonly [Readonly<Record<string, string | undefined>>, RegExp][] = [
      [{ WALLET_APPLE_KEY: undefined }, /WALLET_APPLE_KEY must be set as well/],
      [{ WALLET_APPLE_ORDER_TYPE: 'pass.com.example' }, /begins with "order\."/],
      [{ WALLET_APPLE_SITE: 'trattoria.example' }, /with https/],
      [{ WALLET_APPLE_CERTIFICATE: 'MIIB' }, /WALLET_APPLE_CERTIFICATE is not a certificate in PEM/],
      [{ WALLET_APPLE_KEY: other.key }, /is not the key of/],
      [{ WALLET_APPLE_ISSUER: other.issuer }, /did not issue/],
      [{ WALLET_APPLE_ISSUER: certificates.server.certificate }, /did not issue/],
      [{ WALLET_APPLE_KEY: certificates.lockedKey }, /PASSWORD is missing or wrong/],
      [
        { WALLET_APPLE_KEY: certificates.lockedKey, WALLET_APPLE_KEY_PASSWORD: 'wrong' },
        /PASSWORD is missing or wrong/,
      ],
      [{ WALLET_APPLE_LOGO: 'R0lGODlh' }, /must be a PNG/],
      [{ WALLET_GOOGLE_ISSUER: undefined }, /WALLET_GOOGLE_ISSUER must be set as well/],
      [{ WALLET_GOOGLE_ISSUER: 'trattoria' }, /is a number/],
      [{ WALLET_GOOGLE_KEY: 'key.json' }, /whole JSON file/],
    ];
    for (const [changes, sentence] of wrong) assert.throws(() => read(changes), sentence);
  });

  it('say when a certificate has expired', () => {
    assert.throws(() => read({}, Date.now() + 31 * 86_400_000), /expired on \d{4}-/);
  });
});
