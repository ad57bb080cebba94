import { createSign, randomUUID } from 'node:crypto';
import forge from 'node-forge';
import { type Received, type Reply, VendorServer } from './vendor-server.js';

export const topic = 'arn:aws:sns:eu-central-1:123456789012:sms';
export const certificateUrl =
  'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem';
const requestId = 'd74b8436-ae13-5ab4-a9ff-ce54dfea72a0';

/**
 * Amazon SNS, after https://docs.aws.amazon.com/sns/latest/api/API_Publish.html (its sample response and errors) and
 * https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html. It does not check the signature of
 * requests, which aws4fetch makes, but that it is there.
 */
export class Sns {
  readonly server = new VendorServer((request) => this.#answer(request));
  readonly messages: { readonly id: string; readonly form: URLSearchParams }[] = [];

  #answer({ headers, body }: Received): Reply {
    const signed =
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/sns\/aws4_request, SignedHeaders=\S*host\S*, Signature=[0-9a-f]{64}$/;
    if (!signed.test(headers.authorization ?? ''))
      return awsError(403, 'SignatureDoesNotMatch', 'The request signature …');
    const form = new URLSearchParams(body);
    if (form.get('Action') !== 'Publish' || form.get('Version') !== '2010-03-31') {
      return awsError(400, 'InvalidAction', 'The action or operation requested is invalid');
    }
    const to = form.get('PhoneNumber') ?? '';
    if (to === '+15005550001') {
      return awsError(
        400,
        'InvalidParameter',
        `Invalid parameter: PhoneNumber Reason: ${to} is not valid to publish to`,
      );
    }
    if (to === '+15005550004') return awsError(400, 'OptedOut', `${to} has opted out`);
    const id = randomUUID();
    this.messages.push({ id, form });
    return xml(
      200,
      `<PublishResponse xmlns="https://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>${id}</MessageId></PublishResult><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></PublishResponse>`,
    );
  }
}

export function awsError(status: number, code: string, message: string): Reply {
  return xml(
    status,
    `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
  );
}

function xml(status: number, body: string): Reply {
  return { status, headers: { 'Content-Type': 'text/xml' }, body };
}

/** Signs messages of topics, with a certificate of its own that only `fetch` serves. */
export class SnsTopics {
  readonly #keys = forge.pki.rsa.generateKeyPair(2048);
  readonly #certificate = this.#newCertificate();
  /** The addresses that were fetched. */
  readonly fetched: string[] = [];

  /** Amazon's hosts, as far as subscribers visit them. */
  readonly fetch: typeof fetch = async (input) => {
    this.fetched.push(String(input));
    return new Response(String(input) === certificateUrl ? this.#certificate : '<ConfirmSubscriptionResponse/>');
  };

  request(url: string, message: unknown, more: Readonly<Record<string, string>> = {}): Request {
    const fields: Record<string, string> = {
      Type: 'Notification',
      MessageId: randomUUID(),
      TopicArn: topic,
      Message: JSON.stringify(message),
      Timestamp: '2026-11-30T18:00:00.000Z',
      SignatureVersion: '2',
      SigningCertURL: certificateUrl,
      ...more,
    };
    const names =
      fields.Type === 'Notification'
        ? ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
        : ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
    const text = names.flatMap((name) => (fields[name] === undefined ? [] : [name, fields[name]])).join('\n');
    const signature = createSign('RSA-SHA256')
      .update(`${text}\n`)
      .sign(forge.pki.privateKeyToPem(this.#keys.privateKey));
    return new Request(url, {
      method: 'POST',
      headers: { 'Content-Type': 'text/plain; charset=UTF-8', 'x-amz-sns-message-type': fields.Type ?? '' },
      body: JSON.stringify({ Signature: signature.toString('base64'), ...fields }),
    });
  }

  #newCertificate(): string {
    const certificate = forge.pki.createCertificate();
    certificate.publicKey = this.#keys.publicKey;
    certificate.serialNumber = '01';
    certificate.validity.notBefore = new Date('2026-01-01');
    certificate.validity.notAfter = new Date('2036-01-01');
    const names = [{ name: 'commonName', value: 'sns.amazonaws.com' }];
    certificate.setSubject(names);
    certificate.setIssuer(names);
    certificate.sign(this.#keys.privateKey, forge.md.sha256.create());
    return forge.pki.certificateToPem(certificate);
  }
}
