import type {
  AccessBinding,
  AccessPlace,
  AccessProvisioner,
} from '@data-mesh/backstage-plugin-data-mesh-node';
import { bindingKey } from '../bindingRows';

const REFUSED = {
  code: 'NOT_AUTHORIZED',
  message: 'our credentials may not do this',
  retryable: false,
};

/** Several brokers with a copy of the ACLs each, as a provisioner sees them. */
export class FakeBrokers implements AccessProvisioner {
  readonly brokers: Array<Map<string, AccessBinding>>;
  /** Every binding ever created or deleted, in order. */
  readonly log: string[] = [];
  /** Brokers that do not answer, by index. */
  readonly silent = new Set<number>();
  /** Brokers that no longer follow. */
  readonly stale = new Set<number>();
  /** Makes the next calls fail. */
  failing: 'none' | 'refuse' | 'throw' = 'none';
  /** Runs before each call. */
  before: () => Promise<void> | void = () => {};

  constructor(count = 3) {
    this.brokers = Array.from({ length: count }, () => new Map());
  }

  /** By hand, past the suite. */
  put(...bindings: AccessBinding[]): void {
    for (const broker of this.brokers) {
      for (const b of bindings) broker.set(bindingKey(b), b);
    }
  }

  /** By hand, past the suite. */
  take(...bindings: AccessBinding[]): void {
    for (const broker of this.brokers) {
      for (const b of bindings) broker.delete(bindingKey(b));
    }
  }

  has(binding: AccessBinding): boolean {
    return this.brokers.every(broker => broker.has(bindingKey(binding)));
  }

  async readBack(principals: string[]): Promise<AccessPlace[]> {
    await this.before();
    return this.brokers.map((broker, i) => ({
      name: `broker ${i}`,
      bindings: this.silent.has(i)
        ? {
            ok: false,
            error: {
              code: 'UNREACHABLE',
              message: `broker ${i}: no connection`,
              retryable: true,
            },
          }
        : {
            ok: true,
            value: [...broker.values()].filter(b =>
              principals.includes(b.principal),
            ),
          },
    }));
  }

  async create(bindings: AccessBinding[]) {
    return this.#change('create', bindings, (broker, b) =>
      broker.set(bindingKey(b), b),
    );
  }

  async delete(bindings: AccessBinding[]) {
    return this.#change('delete', bindings, (broker, b) =>
      broker.delete(bindingKey(b)),
    );
  }

  async #change(
    what: string,
    bindings: AccessBinding[],
    change: (broker: Map<string, AccessBinding>, b: AccessBinding) => void,
  ) {
    await this.before();
    if (this.failing === 'throw') throw new Error('connection lost');
    return bindings.map(binding => {
      if (this.failing === 'refuse') {
        return { ok: false as const, error: REFUSED };
      }
      this.log.push(`${what} ${bindingKey(binding)}`);
      this.brokers.forEach((broker, i) => {
        if (!this.stale.has(i)) change(broker, binding);
      });
      return { ok: true as const, value: undefined };
    });
  }
}
