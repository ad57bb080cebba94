import { generateKeyPairSync } from 'node:crypto';
import { orderType, type TestCertificates } from './certificates.js';

/** The variables of a restaurant with both wallets. */
export function walletVariables(certificates: TestCertificates): Record<string, string> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    WALLET_APPLE_ORDER_TYPE: orderType,
    WALLET_APPLE_MERCHANT: 'merchant.com.example.trattoria',
    WALLET_APPLE_SITE: 'https://trattoria.example',
    WALLET_APPLE_CERTIFICATE: certificates.certificate,
    WALLET_APPLE_ISSUER: certificates.issuer,
    WALLET_APPLE_KEY: certificates.key,
    WALLET_GOOGLE_ISSUER: '3388000000012345678',
    WALLET_GOOGLE_KEY: JSON.stringify({
      client_email: 'wallet@trattoria.iam.gserviceaccount.com',
      private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    }),
  };
}
