import { AwsClient } from 'aws4fetch';
import { NotSetUp } from '../endpoint.ts';
import { needed, type ReadSetting } from '../hosted-project.ts';

/** Signs requests to a service of Amazon in one region. */
export interface AwsService {
  readonly region: string;
  readonly client: AwsClient;
}

/**
 * By `AWS_REGION`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and, with keys that are lent for some hours,
 * `AWS_SESSION_TOKEN`. Throws `NotSetUp`.
 */
export function awsService(read: ReadSetting, service: 'ses' | 'sns'): AwsService {
  const region = needed(read, 'AWS_REGION');
  if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) throw new NotSetUp('AWS_REGION must be a region such as eu-central-1.');
  const sessionToken = read('AWS_SESSION_TOKEN')?.trim();
  const client = new AwsClient({
    accessKeyId: needed(read, 'AWS_ACCESS_KEY_ID'),
    secretAccessKey: needed(read, 'AWS_SECRET_ACCESS_KEY'),
    ...(sessionToken && { sessionToken }),
    service,
    region,
  });
  return { region, client };
}
