// Prints the sum of jest's results in a folder; fails unless all three runs are there.
const { readdirSync, readFileSync } = require('fs');
const { join } = require('path');

const [folder] = process.argv.slice(2);
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const runs = files.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
const passed = runs.reduce((sum, run) => sum + run.numPassedTests, 0);
const failed = runs.reduce((sum, run) => sum + run.numFailedTests + run.numRuntimeErrorTestSuites, 0);
console.log(`${passed} passed, ${failed} failed`);
if (runs.length !== 3 || passed === 0 || failed > 0) process.exitCode = 1;
