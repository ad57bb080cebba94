import type { SupabaseClient } from '@supabase/supabase-js';
import { render } from 'lit';
import { problemOf, type RestaurantSettings, settingsColumns, settingsIn } from './restaurant-settings.js';
import { settingsForm } from './settings-form.js';

/**
 * Lets a manager change how a restaurant answers and notifies. Resolves once the dialog is closed.
 *
 * @param restaurantIds those that the manager may change, at least one
 */
export async function changeSettings(client: SupabaseClient, restaurantIds: readonly string[]): Promise<void> {
  const dialog = document.createElement('dialog');
  dialog.className = 'cancel-dialog settings-dialog';
  dialog.setAttribute('aria-labelledby', 'settings-heading');
  const restaurants = await namesOf(client, restaurantIds);
  let chosen = restaurants[0]?.id ?? '';
  let settings: RestaurantSettings | undefined;
  let isRead = false;
  /** Of each restaurant a form of its own: what was typed for one must not be saved for another. */
  let place = document.createElement('div');

  async function choose(restaurantId: string): Promise<void> {
    chosen = restaurantId;
    const { data, error } = await readSettings(client, restaurantId);
    if (chosen !== restaurantId) return;
    settings = data ?? undefined;
    isRead = error === null;
    place = document.createElement('div');
    dialog.replaceChildren(place);
    show(error ? problemOf(error) : undefined);
  }

  async function save(form: HTMLFormElement): Promise<void> {
    const changed = settingsIn(new FormData(form));
    if (typeof changed === 'string') return show(changed);
    const { error } = await saveSettings(client, chosen, changed);
    if (error) show(problemOf(error));
    else dialog.close();
  }

  function show(problem?: string): void {
    render(
      settingsForm({
        restaurants,
        restaurantId: chosen,
        settings,
        problem,
        isRead,
        choose: (id) => void choose(id),
        save: (form) => void save(form),
        close: () => dialog.close(),
      }),
      place,
    );
  }

  await choose(chosen);
  document.body.append(dialog);
  dialog.showModal();
  await new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(undefined);
    });
  });
}

/** The owner's telephone is in a table of its own, which only managers read. */
async function readSettings(client: SupabaseClient, restaurantId: string) {
  const [settings, owner] = await Promise.all([
    client
      .from('notification_settings')
      .select(settingsColumns)
      .eq('restaurant_id', restaurantId)
      .maybeSingle()
      .overrideTypes<Omit<RestaurantSettings, 'owner_phone'>, { merge: false }>(),
    client
      .from('owner_phones')
      .select('phone')
      .eq('restaurant_id', restaurantId)
      .maybeSingle()
      .overrideTypes<{ phone: string | null }, { merge: false }>(),
  ]);
  return {
    data: settings.data && { ...settings.data, owner_phone: owner.data?.phone ?? null },
    error: settings.error ?? owner.error,
  };
}

/** The telephone first: the rule that needs it must not be saved without it. */
async function saveSettings(client: SupabaseClient, restaurantId: string, changed: RestaurantSettings) {
  const { owner_phone: phone, ...settings } = changed;
  const kept = { onConflict: 'restaurant_id' };
  const owner = await client.from('owner_phones').upsert({ restaurant_id: restaurantId, phone }, kept);
  if (owner.error) return owner;
  return client.from('notification_settings').upsert({ restaurant_id: restaurantId, ...settings }, kept);
}

async function namesOf(client: SupabaseClient, ids: readonly string[]) {
  const { data } = await client
    .from('restaurants')
    .select('id, name')
    .in('id', [...ids])
    .order('name')
    .overrideTypes<{ id: string; name: string }[], { merge: false }>();
  return data?.length ? data : ids.map((id) => ({ id, name: id }));
}
