const { mkdtempSync } = require('fs');
const { tmpdir } = require('os');
const { join } = require('path');

/** What tests leave in the temporary folder, above all cloud assemblies, goes into a folder in it that global-teardown.js removes. */
module.exports = () => {
  const { TMPDIR } = process.env;
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'j-')); // short, because providers put sockets below it
  globalThis.temporaryFolder = { path: process.env.TMPDIR, TMPDIR };
};
