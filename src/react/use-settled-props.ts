import { useMemo } from 'react';
import { propertyOptions } from '../tracker/option-lists.js';
import type { OrderTrackerOptions } from '../tracker/options.js';
import { NewestFunctions } from './newest-functions.js';
import { useOptionKeys } from './option-keys.js';
import { useEffectBeforePaint } from './react-versions.js';

/**
 * The props of an element, in which objects and functions that are written inline stay the same ones, as they do in
 * `useOrderTracking`: an element follows the order anew for each other object. Of other functions it calls the newest by
 * itself.
 */
export function useSettledProps<Props extends object>(props: Props): Props {
  const options: OrderTrackerOptions = Object.fromEntries(
    [...propertyOptions, 'environment'].map((name) => [name, Reflect.get(props, name)]),
  );
  const { scope } = useOptionKeys(options);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the options
  const { functions, settled } = useMemo(() => {
    const functions = new NewestFunctions(options, scope);
    const { supabase, environment, transport, websocketAuthorize } = { ...options, ...functions.options };
    return { functions, settled: { supabase, environment, transport, websocketAuthorize } };
  }, [scope]);
  useEffectBeforePaint(() => functions.update(options));
  const present = Object.entries(settled).filter(([name]) => name in props);
  return { ...props, ...Object.fromEntries(present) };
}
