import { readFileSync } from 'fs';
import { join } from 'path';
import * as confluent from '../../lib/confluent';
import { resourceTypes } from '../support/provider-schema';

const rows = readFileSync(join(__dirname, '..', '..', 'lib', 'confluent', 'README.md'), 'utf8').split('\n')
  .filter((line) => line.startsWith('|')).slice(2).map((line) => line.split('|').map((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name)));

test('the README says where each resource type is', () => {
  expect(rows.flatMap(([, , , types]) => types.map((type) => `confluent_${type}`)).sort()).toEqual(resourceTypes());
});

test('the README names constructs that there are', () => {
  expect(rows.flatMap(([, , constructs]) => constructs).filter((name) => /^[A-Z]/.test(name) && !(name in confluent))).toEqual([]);
});
