import { awscdk, github, javascript, JsonFile, typescript } from 'projen';
import { SubPathExports } from './projenrc/sub-path-exports';

const name = 'cdk-streaming-hub';
const url = `https://github.com/${name}/${name}`;
const sources = { [name]: 'lib/index.ts', [`${name}/*`]: 'lib/*/index.ts' };
/** Which tests run a real Terraform, and Go for its stand-in provider. */
const RUN_TESTS = '<rootDir>/test/**/*.run.test.ts';
const CACHE = 'node_modules/.cache';

const nameMapper = {
  [`^${name}$`]: '<rootDir>/lib/index.ts',
  [`^${name}/(.*)$`]: '<rootDir>/lib/$1/index.ts',
};

const terraform: github.workflows.JobStep = {
  name: 'Setup Terraform',
  uses: 'hashicorp/setup-terraform@v3',
  with: { terraform_wrapper: false },
};

const python: github.workflows.JobStep = {
  name: 'Setup Python',
  uses: 'actions/setup-python@v6',
  with: { 'python-version': '3.12' },
};

const go: github.workflows.JobStep = {
  name: 'Setup Go',
  uses: 'actions/setup-go@v6',
  with: { 'go-version': 'stable', 'cache': false }, // it runs before the checkout, so there is no go.sum to key a cache by
};

const project = new awscdk.AwsCdkConstructLibrary({
  name,
  description: 'Confluent Cloud hubs and AWS streaming spokes in one CDK construct tree, deployed by one `cdk deploy`',
  author: `${name} contributors`,
  authorAddress: url,
  authorOrganization: true,
  repositoryUrl: `${url}.git`,
  keywords: ['aws-cdk', 'cdk', 'confluent', 'firehose', 'flink', 'kafka', 'kinesis', 'streaming', 'terraform'],
  stability: 'experimental',
  defaultReleaseBranch: 'main',

  srcdir: 'lib',
  libdir: 'build',
  entrypoint: 'build/index.js',
  sampleCode: false,
  docgen: false,
  compressAssembly: true,
  tsconfig: { compilerOptions: { inlineSourceMap: false, inlineSources: false } },

  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '22.0.0',
  workflowNodeVersion: 'lts/*',
  workflowBootstrapSteps: [terraform, go],
  postBuildSteps: [{ name: 'Tests that run Terraform', run: 'npx projen test:run' }],
  depsUpgrade: false,
  githubOptions: { mergify: false },
  projenVersion: '0.103.25',
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.0',
  cdkVersion: '2.262.2',
  constructsVersion: '10.6.0',
  peerDeps: ['cdktf@>=0.21.0 <1.0.0'],
  devDeps: [
    '@aws-cdk/cloud-assembly-schema@^54.11.0', // of aws-cdk-lib; npm may lose it unless it is named here
    'cdktf@0.21.0',
    'cdktn@^0.24.0',
    '@cdktf/commons@0.21.0',
    '@cdktf/provider-generator@0.21.0',
    // bundled into the programs of the run
    '@aws-sdk/client-cloudformation@^3.1142.0',
    '@aws-sdk/client-cloudwatch-logs@^3.1142.0',
    '@aws-sdk/client-codebuild@^3.1142.0',
    '@aws-sdk/client-s3@^3.1142.0',
    '@aws-sdk/client-secrets-manager@^3.1142.0',
    'fflate@^0.8.3',
    'aws-cdk@^2.1148.0', // 3.0.0 was published by mistake
    'cdk-nag@^3.0.2',
    'fast-check@^4.0.0',
  ],

  bundlerOptions: { assetsDir: 'assets', esbuildVersion: '^0.28.2', runBundleTask: javascript.RunBundleTask.MANUAL },
  runner: typescript.TypeScriptRunner.tsx(),
  projenrcTs: true,
  projenrcTsOptions: { runner: typescript.TypeScriptRunner.tsx() },
  tsconfigDevFile: 'tsconfig.dev.json',
  tsconfigDev: {
    include: ['.projenrc.ts'],
    exclude: ['build', 'cdk.out', 'dist'],
    compilerOptions: { paths: Object.fromEntries(Object.entries(sources).map(([from, to]) => [from, [`./${to}`]])) },
  },
  eslintOptions: {
    dirs: ['lib'],
    devdirs: ['test', 'examples', 'bench', 'schema', 'scripts'],
    tsconfigPath: './tsconfig.dev.json',
    projectService: false,
    commandOptions: { fix: false, extraArgs: ['--cache', '--cache-location', `${CACHE}/eslint/`, '--cache-strategy', 'content'] },
  },
  jestOptions: {
    jestVersion: '^30',
    junitReporting: false,
    passWithNoTests: false,
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    extraCliOptions: ['--testPathIgnorePatterns', '[.]run[.]test[.]ts$'],
    jestConfig: {
      collectCoverage: false,
      moduleNameMapper: nameMapper,
      cacheDirectory: `<rootDir>/${CACHE}/jest`,
      maxWorkers: '100%',
      globalSetup: '<rootDir>/test/support/jest/global-setup.js',
      globalTeardown: '<rootDir>/test/support/jest/global-teardown.js',
      testEnvironment: '<rootDir>/test/support/jest/environment.js',
      setupFilesAfterEnv: ['<rootDir>/test/support/setup.ts'],
    },
  },
});
project.package.addField('jest', {
  ...project.jest?.config,
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  runtime: '<rootDir>/test/support/jest/runtime.js',
});

new SubPathExports(project, ['confluent', 'aws', 'provider', 'terraform', 'assertions']);
project.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');

for (const ignored of ['/lib/provider/', '/cdk.out/', '/cdktf.out/', '/.jsii.gz', '*.tgz']) project.gitignore.exclude(ignored);
project.addBins({ [name]: 'assets/lib/terraform/cli/command/index.js' });
for (const ignored of ['/bench/', '/examples/', '/schema/', '/scripts/', '/.ci/', '/cdk.json', '/cdk.out/', '/tsconfig.*']) {
  project.npmignore?.exclude(ignored);
}
project.npmignore?.include('/.jsii.gz');
project.npmignore?.exclude('/build/terraform/cli/', '/build/terraform/runner/*'); // they are in assets/, bundled
project.npmignore?.include('/build/terraform/runner/settings.*');
project.eslint?.addOverride({ files: ['lib/terraform/{cli,runner}/*.ts'], rules: { 'import/no-extraneous-dependencies': ['error', { devDependencies: true }] } });
project.eslint?.addIgnorePattern('lib/provider/');

// the bindings of the Confluent provider are generated, never committed
const provider = project.addTask('provider', {
  description: 'Generate lib/provider from schema/confluent.json, unless it is up to date',
  exec: 'node --import tsx schema/generate.ts',
  env: { CHECKPOINT_DISABLE: '1' },
});

// the programs of the run hold what they need, so that they run where nothing is installed
for (const program of ['cli/command', 'runner/build', 'runner/handler']) {
  project.bundler.addBundle(`lib/terraform/${program}.ts`, {
    platform: 'node',
    target: 'node22', // CodeBuild runs 22, Lambda newer ones
    minify: true,
    metafile: true,
    watchTask: false,
    tsconfigPath: 'tsconfig.dev.json',
    banner: 'process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED=true;', // no user can do anything about it
  });
}
const prepare = project.addTask('prepare', { description: 'Make what is generated and not committed' });
prepare.spawn(provider);
prepare.spawn(project.bundler.bundleTask);
prepare.exec('node --import tsx scripts/third-party.ts');
project.setScript('prepare', 'projen prepare');
project.compileTask.prependSpawn(prepare);
project.testTask.prependSpawn(prepare);
project.compileTask.exec('node --import tsx scripts/lazy-exports.ts');

project.addTask('test:cdktn', {
  description: 'Run the tests against cdktn, the community successor of cdktf',
  // all that renders: the programs of the run know neither, and what has the same snapshots is the same to Terraform
  execArgs: [
    'jest', '--moduleNameMapper', JSON.stringify({ ...nameMapper, '^cdktf$': 'cdktn' }),
    '--testPathIgnorePatterns', 'test/(support/|terraform/(runner|cli)/|architecture)', '(?<!/(border[.]property|document))[.]run[.]test[.]ts$',
    '--ci', // last, as patterns would take the names of files that follow
  ],
  env: { CDKTF_MODULE: 'cdktn' },
  receiveArgs: true,
});
project.addTask('test:run', {
  description: 'Run the tests that need Terraform and Go',
  execArgs: ['jest', '--testMatch', RUN_TESTS, '--ci'],
  receiveArgs: true,
}).prependSpawn(prepare);
project.addTask('e2e', {
  description: 'Deploy examples by the CDK CLI and real Terraform to emulated clouds',
  execArgs: ['jest', '--ci', '--maxWorkers=2', '--testMatch', '<rootDir>/test/e2e/**/*.e2e.ts'],
  env: { CDK_VALIDATION: 'false' },
  receiveArgs: true,
}).prependSpawn(prepare);
project.testTask.spawn(project.addTask('type-check', {
  execArgs: ['tsc', '--noEmit', '-p', 'tsconfig.dev.json', '--incremental', '--tsBuildInfoFile', `${CACHE}/tsconfig.dev.tsbuildinfo`],
}));
project.addTask('bench', { exec: 'tsx --tsconfig tsconfig.dev.json bench/index.ts', receiveArgs: true });

project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');
// caches that would be in the temporary folder
project.tasks.addEnvironment('TSX_DISABLE_CACHE', '1');
project.tasks.addEnvironment('NODE_DISABLE_COMPILE_CACHE', '1');

project.buildWorkflow?.addPostBuildJob('check', {
  runsOn: ['ubuntu-latest'],
  permissions: { contents: github.workflows.JobPermission.READ },
  strategy: { matrix: { domain: { node: ['22', '24'] } } },
  env: { CI: 'true' },
  steps: [
    github.WorkflowSteps.checkout(),
    { name: 'Setup Node.js', uses: 'actions/setup-node@v7.0.0', with: { 'node-version': '${{ matrix.node }}' } },
    terraform,
    go,
    python,
    { name: 'Check', run: '.ci/run' },
  ],
});

const nightly = new github.GithubWorkflow(project.github!, 'nightly');
nightly.on({ schedule: [{ cron: '17 3 * * *' }], workflowDispatch: {} });
nightly.addJob('search', {
  name: 'Search by properties for longer, and elsewhere each night',
  runsOn: ['ubuntu-latest'],
  permissions: { contents: github.workflows.JobPermission.READ },
  env: { CI: 'true', FC_RUNS: '100', FC_SEED: '${{ github.run_number }}', FC_LIMIT: '500000' },
  steps: [
    github.WorkflowSteps.checkout(),
    { name: 'Setup Node.js', uses: 'actions/setup-node@v7.0.0', with: { 'node-version': 'lts/*' } },
    terraform,
    go,
    { name: 'Install dependencies', run: 'npm ci' },
    { name: 'Search', run: 'npx jest --ci conformance/properties border.property' },
  ],
});

new JsonFile(project, 'cdk.json', {
  obj: {
    app: 'npx tsx --tsconfig tsconfig.dev.json examples/app.ts',
    output: 'cdk.out',
    context: { '@aws-cdk/core:validateAgainstDefaultRules': true, '@aws-cdk/core:defaultCrossStackReferences': 'weak' },
  },
});

// publib's default; no file names a registry
project.tryFindObjectFile('.github/workflows/release.yml')?.addDeletionOverride('jobs.release_npm.steps.11.env.NPM_REGISTRY');
project.synth();
