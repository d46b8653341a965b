// Prints the sum of jest's results in a folder; fails unless the results of all named runs are there.
const { existsSync, readFileSync } = require('fs');
const { join } = require('path');

const [folder, ...names] = process.argv.slice(2);
const files = names.map((name) => join(folder, `${name}.json`)).filter(existsSync);
const runs = files.map((file) => JSON.parse(readFileSync(file, 'utf8')));
const passed = runs.reduce((sum, run) => sum + run.numPassedTests, 0);
const failed = runs.reduce((sum, run) => sum + run.numFailedTests + run.numRuntimeErrorTestSuites, 0);
console.log(`${passed} passed, ${failed} failed`);
if (runs.length !== names.length || runs.some((run) => run.numPassedTests === 0) || failed > 0) process.exitCode = 1;
