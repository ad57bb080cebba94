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
    const { error } = await client
      .from('notification_settings')
      .upsert({ restaurant_id: chosen, ...changed }, { onConflict: 'restaurant_id' });
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

function readSettings(client: SupabaseClient, restaurantId: string) {
  return client
    .from('notification_settings')
    .select(settingsColumns)
    .eq('restaurant_id', restaurantId)
    .maybeSingle()
    .overrideTypes<RestaurantSettings, { merge: false }>();
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
