import type fc from 'fast-check';
import type { Play } from '../play.js';

/** Only what decides which command may come next. What the tracker should do is not simulated. */
export interface Model {
  page: 'visible' | 'hidden' | 'frozen' | 'cached';
  isMounted: boolean;
  tabs: number;
  isUnplugged: boolean;
}

export const freshModel = (): Model => ({ page: 'visible', isMounted: true, tabs: 1, isUnplugged: false });

export type Check = (model: Readonly<Model>) => boolean;
export type PlayCommand = fc.AsyncCommand<Model, Play>;

/** A command that is written as it is named, and after which everything that must always hold is checked. */
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
