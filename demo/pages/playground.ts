import { Playground } from './playground/playground.js';
import { loadThemes } from './playground/settings/themes.js';

loadThemes().then(
  (themes) => new Playground(themes).start(),
  () => {
    const place = document.querySelector('#frame') ?? document.body;
    place.textContent = 'The demo server cannot be reached. Please load this page again.';
  },
);
