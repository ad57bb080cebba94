import type { SupabaseClient } from '@supabase/supabase-js';
import { phaseOf } from '../../../src/order/status.js';
import type { KitchenOrder } from './kitchen-order.js';
import type { StaffAlert } from './staff-alerts.js';

/** How long an answer can be taken back, in milliseconds. The database holds it back for as long. */
export const undoFor = 10_000;

/** An answer that staff can give with one press. */
export interface QuestionAnswer {
  readonly answer: 'coming' | 'later' | 'problem' | 'own';
  /** As staff read it; of `own`, what the guest reads as well. */
  readonly label: string;
}

/** What can be answered about an order. One that is ready has no estimate that could be moved. */
export function answersFor(order: KitchenOrder | undefined, own: readonly string[]): readonly QuestionAnswer[] {
  const phase = phaseOf(order?.status);
  const mayWait = phase === 'new' || phase === 'kitchen';
  return [
    { answer: 'coming', label: 'Yes, coming now' },
    ...(mayWait ? [{ answer: 'later', label: '5 more minutes' } as const] : []),
    { answer: 'problem', label: 'We have a problem, we will get back to you' },
    ...own.map((label) => ({ answer: 'own', label }) as const),
  ];
}

/** Answers a question. Resolves with the problem, or with nothing if the answer goes out. */
export async function giveAnswer(
  client: SupabaseClient,
  { id }: StaffAlert,
  { answer, label }: QuestionAnswer,
): Promise<string | undefined> {
  const { data, error } = await client.rpc('answer_question', {
    alert_id: id,
    answer,
    words: answer === 'own' ? label : null,
  });
  // Only the database's own words are meant for staff.
  if (error) return error.code === '23514' ? error.message : 'The answer was not sent. Is this screen online?';
  const problems: Readonly<Record<string, string>> = {
    answered: 'A colleague has answered this question already.',
    ended: 'The order has ended: there is nothing to answer.',
    unknown: 'This question is not there any more.',
  };
  return data === 'kept' ? undefined : (problems[String(data)] ?? 'The server did not answer properly.');
}

/** Takes an answer back. Resolves with the problem, or with nothing. */
export async function takeBack(client: SupabaseClient, alertId: string): Promise<string | undefined> {
  const { data, error } = await client.rpc('undo_answer', { alert_id: alertId });
  if (error) return 'The answer could not be taken back. Is this screen online?';
  return data === true ? undefined : 'Too late: the guest has the answer already.';
}
