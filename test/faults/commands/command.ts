import type fc from 'fast-check';
import type { Play } from '../play.js';

/** The state that decides which command may come next. It does not model the expected behaviour of the tracker. */
export interface Model {
  page: 'visible' | 'hidden' | 'frozen' | 'cached';
  isMounted: boolean;
  tabs: number;
  isUnplugged: boolean;
}

export const freshModel = (): Model => ({ page: 'visible', isMounted: true, tabs: 1, isUnplugged: false });

export type Check = (model: Readonly<Model>) => boolean;
export type PlayCommand = fc.AsyncCommand<Model, Play>;

/** Makes a command with a name for reports. After the command all invariants are checked. */
export function command(
  name: string,
  run: (play: Play, model: Model) => void | Promise<void>,
  check: Check = () => true,
): PlayCommand {
  return {
    check,
    toString: () => name,
    async run(model, play) {
      await run(play, model);
      await play.settle();
    },
  };
}

export const isRunning: Check = ({ page }) => page === 'visible' || page === 'hidden';
export const is =
  (page: Model['page']): Check =>
  (model) =>
    model.page === page;
