/** How custom-elements.json, which describes the elements to editors, is made. */
export default {
  globs: ['src/elements/**/order-*.ts'],
  exclude: ['src/elements/**/*.{events,styles}.ts'],
  litelement: true,
  // The field is in package.json already; a run into another folder would overwrite it.
  packagejson: false,
};
