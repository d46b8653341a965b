/**
 * Loads packages and the bindings of the provider once for all test files of a process, not once for each: that takes most of
 * the time otherwise. Files that are written by hand are loaded for each test file, so a mock reaches whatever they import,
 * but not what packages import of each other. What is loaded in `jest.isolateModules` is loaded anew.
 */
const { default: Runtime } = require('jest-runtime');
const { join, sep } = require('path');

const ROOT = join(__dirname, '..', '..', '..');
const SHARED = [join(ROOT, 'node_modules'), join(ROOT, 'lib', 'provider')].map((folder) => folder + sep);

/** Loads what is shared. It lives as long as the process, because modules load others when they need them. */
let shared;

class SharingRuntime extends Runtime {
  constructor(...args) {
    super(...args);
    shared ??= new Runtime(...args);
  }

  requireModule(from, moduleName, options, isRequireActual) {
    if (moduleName && !options?.isInternalModule && !this.registries.isIsolated() && !this._resolution.isCoreModule(moduleName)) {
      const file = this._resolution.resolveCjs(from, moduleName);
      if (SHARED.some((folder) => file.startsWith(folder))) {
        return shared.requireModule(file);
      }
    }
    return super.requireModule(from, moduleName, options, isRequireActual);
  }
}

module.exports = { __esModule: true, default: SharingRuntime };
