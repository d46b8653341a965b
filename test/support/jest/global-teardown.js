const { rmSync } = require('fs');

module.exports = () => {
  const { path, TMPDIR } = globalThis.temporaryFolder;
  rmSync(path, { recursive: true, force: true });
  delete process.env.TMPDIR;
  Object.assign(process.env, TMPDIR === undefined ? {} : { TMPDIR });
};
