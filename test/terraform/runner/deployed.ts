import { RemovalPolicy } from 'aws-cdk-lib';
import { DATA, Rig, Version } from './rig';
import { StreamingHub } from '../../../lib/hub';
import { describeTerraform } from '../../support/terraform';

/** What the hub has before each test. */
export const small = (hub: StreamingHub) => {
  hub.addTopic('clicks');
  hub.addTopic('scratch', { removalPolicy: RemovalPolicy.DESTROY });
};

/** What a test adds to it. */
export const large = (hub: StreamingHub) => {
  small(hub);
  hub.addTopic('orders');
};

export const SUCCESS = { status: 'SUCCESS' };

/** A result that says so. */
export const failed = (text: string | RegExp) => ({ status: 'FAILED', reason: expect.stringMatching(text) });

/** A hub that was deployed once, of which each test has a copy. */
export class Deployed {
  public base!: Rig;
  public rig!: Rig;
  public before!: Version;
  public after!: Version;

  /** The next ordinary run succeeds, and then all is as it should be. */
  public async recovers(version: Version = this.after, ...roots: string[]): Promise<void> {
    this.rig.world.order();
    for (const root of [...roots, DATA]) {
      expect(await this.rig.run(version, root)).toMatchObject(SUCCESS);
    }
    this.isSound();
  }

  /** All that is there is in one state or has a record, never both, and nothing was lost. */
  public isSound(): void {
    expect([...this.rig.inStates(), ...this.rig.left()].sort()).toEqual(this.rig.inWorld());
    expect(this.rig.lost()).toEqual([]);
  }
}

/** Groups tests that each begin with a deployed hub. */
export function describeDeployed(name: string, tests: (deployed: Deployed) => void): void {
  describeTerraform(name, () => {
    const deployed = new Deployed();

    beforeAll(async () => {
      deployed.base = new Rig();
      deployed.before = deployed.base.version(small);
      deployed.after = deployed.base.version(large);
      expect(await deployed.base.deploy(deployed.before)).toMatchObject([SUCCESS, SUCCESS]);
    });

    afterAll(() => deployed.base.world.delete());

    beforeEach(() => {
      deployed.rig = new Rig(deployed.base);
    });

    afterEach(() => deployed.rig.world.delete());

    tests(deployed);
  });
}

/** A hub that was never deployed. */
export class Fresh {
  public rig!: Rig;
  public version!: Version;
}

/** Groups tests that each begin with nothing. */
export function describeFresh(name: string, tests: (fresh: Fresh) => void): void {
  describeTerraform(name, () => {
    const fresh = new Fresh();

    beforeEach(() => {
      fresh.rig = new Rig();
      fresh.version = fresh.rig.version(small);
    });

    afterEach(() => fresh.rig.world.delete());

    tests(fresh);
  });
}
