import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { dataMeshPolicyPublishPermission } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Refusal } from '../access/refusal';
import type { Authorizer } from '../authorization/Authorizer';
import type { DataMeshConfig } from '../config/DataMeshConfig';

/** Who makes policies: operators and governance, as configuration names them. */
export class PolicyKeepers {
  readonly #groups: string[];
  readonly #authorizer: Authorizer;

  constructor(options: {
    config: Pick<DataMeshConfig, 'operators' | 'governance'>;
    authorizer: Authorizer;
  }) {
    const { operators, governance } = options.config;
    this.#groups = [...new Set([...governance, ...operators])];
    this.#authorizer = options.authorizer;
  }

  /** Their refs; none while configuration names nobody. */
  get groups(): string[] {
    return this.#groups;
  }

  /** Whether a caller sees drafts, and what is wrong with policies. */
  async includes(credentials: BackstageCredentials): Promise<boolean> {
    return this.#authorizer.isOneOf(credentials, this.#groups);
  }

  /** Whether a caller may publish and retire policies. */
  async mayPublish(credentials: BackstageCredentials): Promise<boolean> {
    return (
      (await this.includes(credentials)) &&
      this.#authorizer.isAllowed(credentials, dataMeshPolicyPublishPermission)
    );
  }

  /**
   * Why a caller may not do what only keepers do; nothing where they may.
   *
   * @param what - what they would do, as `publish policies`
   */
  async refusal(
    what: string,
    credentials: BackstageCredentials,
  ): Promise<Refusal | undefined> {
    if (await this.includes(credentials)) return undefined;
    return {
      code: 'NOT_ALLOWED',
      message: this.#groups.length
        ? `Only members of ${this.#groups.join(' or ')} can ${what}`
        : `Nobody can ${what} until an operator sets dataMesh.governance`,
    };
  }
}
