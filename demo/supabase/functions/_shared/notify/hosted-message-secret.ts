import { NotSetUp } from '../endpoint.ts';
import { needed, type ReadSetting } from '../hosted-project.ts';
import { type MessageSecret, messageSecret } from './message-secret.ts';

/** What is made from the project's setting `MESSAGE_SECRET`. Throws `NotSetUp`. */
export function hostedMessageSecret(setting: ReadSetting): MessageSecret {
  try {
    return messageSecret(needed(setting, 'MESSAGE_SECRET'));
  } catch (error) {
    throw error instanceof RangeError ? new NotSetUp(error.message) : error;
  }
}
