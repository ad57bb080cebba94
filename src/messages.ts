/** The words of messages to guests and staff: push, SMS and mail. For servers and Edge Functions: no page imports it. */

export { type CardWords, cardWords } from './messages/card-words.js';
export type { MessageChannel, MessageInput, MessageKind, RenderedMessage, SmsStyle } from './messages/message.js';
export { renderMessage } from './messages/render-message.js';
