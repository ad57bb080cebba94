import type { SupabaseClient } from '@supabase/supabase-js';

/** Something that staff have to look after, as the database has it. */
export interface StaffAlert {
  readonly id: string;
  readonly kind: 'not_reached' | 'unanswered' | 'question';
  readonly detail: { readonly about?: string };
  readonly raised_at: string;
  /** When it last sounded again. */
  readonly repeated_at: string | null;
  readonly order_id: string;
  readonly restaurant_id: string;
}

/** Where the signed-in user works. */
export interface Workplace {
  readonly restaurant_id: string;
  readonly role: 'staff' | 'manager';
  /** The restaurant's own answers to questions. */
  readonly answers: readonly string[];
}

export interface AlertListener {
  /** All open alerts, the oldest first. `isRepeated`: one of them is new, or is due to sound again. */
  alerts(alerts: readonly StaffAlert[], isRepeated: boolean): void;
  workplaces(workplaces: readonly Workplace[]): void;
}

/** Reads while alerts arrive by themselves are a safety net; in milliseconds. */
const safetyNet = 30_000;

async function readAlerts(client: SupabaseClient): Promise<readonly StaffAlert[] | undefined> {
  const { data } = await client
    .from('staff_alerts')
    .select('id, kind, detail, raised_at, repeated_at, order_id, restaurant_id')
    .is('handled_at', null)
    .order('raised_at')
    .limit(50)
    .overrideTypes<StaffAlert[], { merge: false }>();
  return data ?? undefined;
}

export async function readWorkplaces(client: SupabaseClient): Promise<readonly Workplace[] | undefined> {
  const { data: session } = await client.auth.getSession();
  const places = await client
    .from('staff')
    .select('restaurant_id, role')
    // Managers read their colleagues as well.
    .eq('user_id', session.session?.user.id ?? '')
    .overrideTypes<Omit<Workplace, 'answers'>[], { merge: false }>();
  const settings = await client
    .from('notification_settings')
    .select('restaurant_id, kitchen_answers')
    .overrideTypes<{ restaurant_id: string; kitchen_answers: string[] }[], { merge: false }>();
  return places.data?.map((place) => ({
    ...place,
    answers: settings.data?.find(({ restaurant_id }) => restaurant_id === place.restaurant_id)?.kitchen_answers ?? [],
  }));
}

/**
 * Follows the alerts of every restaurant where the user works: each is read as soon as the database broadcasts it, when
 * the page is shown again, and every 30 seconds. After a failed read the next one brings everything; the board shows how old its data is.
 */
export function followAlerts(client: SupabaseClient, listener: AlertListener): { read(): void; stop(): void } {
  let isStopped = false;
  let started = 0;
  let applied = 0;
  /** When an alert last sounded, in milliseconds since 1970. */
  let sounded = 0;
  const joined = new Set<string>();

  async function read(): Promise<void> {
    started += 1;
    const reading = started;
    const alerts = await readAlerts(client);
    if (isStopped || !alerts || reading < applied) return;
    applied = reading;
    const latest = Math.max(0, ...alerts.map(soundedAt));
    listener.alerts(alerts, latest > sounded);
    if (latest > sounded) sounded = latest;
  }

  async function join(): Promise<void> {
    const places = await readWorkplaces(client);
    if (isStopped || !places) return;
    listener.workplaces(places);
    for (const { restaurant_id } of places) {
      if (joined.has(restaurant_id)) continue;
      joined.add(restaurant_id);
      client
        .channel(`kitchen:${restaurant_id}`, { config: { private: true } })
        .on('broadcast', { event: 'alert' }, () => void read())
        .subscribe((status) => void (status === 'SUBSCRIBED' && read()));
    }
  }

  const all = () => {
    void join();
    void read();
  };
  const timer = setInterval(all, safetyNet);
  const wake = () => void (document.visibilityState === 'visible' && read());
  document.addEventListener('visibilitychange', wake);
  globalThis.addEventListener('online', wake);
  all();

  return {
    read: all,
    stop() {
      isStopped = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', wake);
      globalThis.removeEventListener('online', wake);
    },
  };
}

function soundedAt({ raised_at, repeated_at }: StaffAlert): number {
  return Date.parse(repeated_at ?? raised_at);
}

/** Marks an alert as handled. Resolves to the problem in words, or to `undefined`. */
export async function markSeen(client: SupabaseClient, { id }: StaffAlert): Promise<string | undefined> {
  const { error } = await client.from('staff_alerts').update({ handled_at: new Date().toISOString() }).eq('id', id);
  return error ? 'The alert is still open: it could not be saved. Is this screen online?' : undefined;
}
