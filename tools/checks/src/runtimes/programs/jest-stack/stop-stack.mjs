export default () => globalThis.localStack.stop();
