/** How custom-elements.json, which describes the elements to editors, is made. */
import { shippedManifest } from './shipped-manifest.mjs';
import { addStylingDocs } from './styling-docs.mjs';

export default {
  globs: ['src/elements/**/order-*.ts'],
  exclude: ['src/elements/**/*.{events,styles}.ts'],
  litelement: true,
  // The field is in package.json already; a run into another folder would overwrite it.
  packagejson: false,
  plugins: [
    {
      name: 'shipped-manifest',
      packageLinkPhase: ({ customElementsManifest }) => {
        addStylingDocs(customElementsManifest);
        shippedManifest(customElementsManifest);
      },
    },
  ],
};
