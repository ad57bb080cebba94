/** How custom-elements.json, which describes the elements to editors, is made. */
export default {
  globs: ['src/elements/**/order-*.ts'],
  exclude: ['src/elements/**/*.{events,styles}.ts'],
  litelement: true,
  // The field is in package.json already; a run into another folder would overwrite it.
  packagejson: false,
  plugins: [
    {
      // The analyzer takes the files as the file system lists them, and that order differs between machines.
      name: 'modules-in-order',
      packageLinkPhase: ({ customElementsManifest }) => {
        customElementsManifest.modules.sort((one, other) => (one.path < other.path ? -1 : 1));
      },
    },
  ],
};
