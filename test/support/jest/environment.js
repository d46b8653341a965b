const { TestEnvironment } = require('jest-environment-node');

/** The one environment of the process, so that what its modules make is of the same classes in all test files. */
let shared;

/** The environment of a test file: the one of the process, which is left as it was found, but for globals that a test adds. */
class SharedEnvironment {
  constructor(...args) {
    shared ??= new TestEnvironment(...args);
    const { global, moduleMocker, fakeTimers, fakeTimersModern } = shared;
    Object.assign(this, { global, moduleMocker, fakeTimers, fakeTimersModern, variables: { ...global.process.env } });
  }

  async setup() {}

  async teardown() {
    this.fakeTimers.useRealTimers();
    this.fakeTimersModern.useRealTimers();
    const { env } = this.global.process;
    Object.keys(env).forEach((name) => delete env[name]);
    Object.assign(env, this.variables);
    // what jest notes of a test file, such as its timeout and its matchers
    Object.getOwnPropertySymbols(this.global).filter(({ description }) => /^[A-Z_]+$/.test(description)).forEach((key) => delete this.global[key]);
    this.global[Symbol.for('$$jest-matchers-object')].customEqualityTesters.length = 0;
  }

  exportConditions() {
    return shared.exportConditions();
  }

  getVmContext() {
    return shared.getVmContext();
  }
}

module.exports = { __esModule: true, default: SharedEnvironment };
