/** Jest cannot load ES modules of packages: it translates those that this package consists of. */
module.exports = {
  testEnvironment: 'jsdom',
  transformIgnorePatterns: [
    '/node_modules/(?!(order-status-tracker|lit|lit-html|lit-element|@lit|xstate|eventsource-parser|lean-qr)/)',
  ],
};
