import { hostname } from 'os';
import { isAlive } from './aws';
import { Settings } from './settings';
import { Store } from './store';

/** Where AWS credentials, the region and a proxy are found; nothing else of the environment reaches the engine. */
const PASSED_ON = /^(AWS_.*|PATH|HOME|HTTPS?_PROXY|https?_proxy|NO_PROXY|no_proxy|SSL_CERT_FILE|SSL_CERT_DIR|NODE_EXTRA_CA_CERTS)$/;

/** The part of an environment that the engine needs to reach its state. */
export function environmentOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(environment)
    .filter((entry): entry is [string, string] => PASSED_ON.test(entry[0]) && entry[1] !== undefined));
}

/** The backend of a state. Without a key the bucket encrypts it as it does by default; to ask for encryption would override that. */
export function s3Backend(
  stateKey: string, { stateBucket, stateKeyArn }: Pick<Settings, 'stateBucket'> & Partial<Pick<Settings, 'stateKeyArn'>>,
): Record<string, any> {
  return {
    s3: {
      bucket: stateBucket,
      key: stateOf(stateKey),
      region: process.env.AWS_REGION,
      ...stateKeyArn ? { encrypt: true, kms_key_id: stateKeyArn } : {},
      use_lockfile: true,
      // what AWS knows already needs no asking, which would take more endpoints in a closed network
      skip_credentials_validation: true,
      skip_requesting_account_id: true,
      skip_region_validation: true,
      // an endpoint of one's own has no name for each bucket
      ...process.env.AWS_ENDPOINT_URL_S3 ? { use_path_style: true } : {},
    },
  };
}

const stateOf = (stateKey: string) => `${stateKey}/terraform.tfstate`;

/**
 * A lock is left behind when a build is killed. It is broken only if it was taken on the machine that the last holder noted,
 * and CodeBuild says that this build has ended. Of a machine without a build nobody knows that.
 */
export async function breakDeadLock(store: Store, stateKey: string, unlock: (id: string) => Promise<void>): Promise<void> {
  const [lock, holder] = [await store.get(`${stateOf(stateKey)}.tflock`), await store.get(`${stateKey}/holder.json`)];
  if (lock && holder) {
    const { ID, Who = '' } = JSON.parse(lock.body);
    const { host, buildId } = JSON.parse(holder.body);
    if (Who.endsWith(`@${host}`) && buildId && !await isAlive(buildId)) {
      console.log(`breaking the lock ${ID} of ${buildId}, which has ended`);
      await unlock(ID);
    }
  }
  await store.put(`${stateKey}/holder.json`, JSON.stringify({ host: hostname(), buildId: process.env.CODEBUILD_BUILD_ID }));
}
