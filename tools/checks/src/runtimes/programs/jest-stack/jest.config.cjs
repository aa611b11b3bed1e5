module.exports = { globalSetup: './start-stack.mjs', globalTeardown: './stop-stack.mjs' };
