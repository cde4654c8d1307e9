import { toError } from '@backstage/errors';
import type {
  AccessBinding,
  AccessPlace,
  AccessProvisioner,
  AccessProvisionerResult,
} from '@data-mesh/backstage-plugin-data-mesh-node';
import { SUBJECT } from '../access/GrantedBinding';

/** A place, and which bindings it has to know: ACLs unless it says otherwise. */
export type AskedPlace = AccessPlace & { about?: 'subjects' };

/** What the reconciler changes a cluster by. */
export interface ClusterProvisioner
  extends Pick<AccessProvisioner, 'create' | 'delete'> {
  readBack(principals: string[]): Promise<AskedPlace[]>;
}

type Results = Array<AccessProvisionerResult<unknown>>;

const isSubject = ({ resourceType }: AccessBinding) => resourceType === SUBJECT;

/**
 * Brings ACLs to Kafka and subjects to whoever provisions the schema registry,
 * as one: a grant is active only once both have all that is theirs, and either
 * goes on while the other is away.
 */
export class SplitProvisioner implements ClusterProvisioner {
  readonly #cluster: string;
  readonly #acls: AccessProvisioner;
  readonly #subjects: AccessProvisioner | undefined;

  /** @param subjects - left out where the schema registry lets everyone in */
  constructor(
    cluster: string,
    acls: AccessProvisioner,
    subjects?: AccessProvisioner,
  ) {
    this.#cluster = cluster;
    this.#acls = acls;
    this.#subjects = subjects;
  }

  async readBack(principals: string[]): Promise<AskedPlace[]> {
    const [acls, subjects] = await Promise.all([
      this.#acls.readBack(principals),
      this.#readSubjects(principals),
    ]);
    return [
      ...acls,
      ...subjects.map(place => ({ ...place, about: 'subjects' as const })),
    ];
  }

  create(bindings: AccessBinding[]): Promise<Results> {
    return this.#change(bindings, (to, own) => to.create(own));
  }

  delete(bindings: AccessBinding[]): Promise<Results> {
    return this.#change(bindings, (to, own) => to.delete(own));
  }

  async #readSubjects(principals: string[]): Promise<AccessPlace[]> {
    if (!this.#subjects) return [];
    try {
      return await this.#subjects.readBack(principals);
    } catch (error) {
      return [{ name: 'schema registry', bindings: this.#failed(error) }];
    }
  }

  async #change(
    bindings: AccessBinding[],
    change: (to: AccessProvisioner, own: AccessBinding[]) => Promise<Results>,
  ): Promise<Results> {
    const own = bindings.filter(isSubject);
    const acls = bindings.filter(binding => !isSubject(binding));
    const [ofAcls, ofSubjects] = await Promise.all([
      acls.length ? change(this.#acls, acls) : [],
      own.length ? this.#changeSubjects(own, change) : [],
    ]);
    let [nextAcl, nextSubject] = [0, 0];
    return bindings.map(binding =>
      isSubject(binding) ? ofSubjects[nextSubject++] : ofAcls[nextAcl++],
    );
  }

  async #changeSubjects(
    own: AccessBinding[],
    change: (to: AccessProvisioner, own: AccessBinding[]) => Promise<Results>,
  ): Promise<Results> {
    if (!this.#subjects) {
      const error = {
        code: 'UNSUPPORTED',
        message: `Nothing is installed any more that changes access to subjects of cluster ${
          this.#cluster
        }; install its subject provisioner again`,
        retryable: true,
      };
      return own.map(() => ({ ok: false, error }));
    }
    try {
      return await change(this.#subjects, own);
    } catch (error) {
      // Whether it was done is not known; reading back will tell.
      return own.map(() => this.#failed(error));
    }
  }

  #failed(error: unknown) {
    return {
      ok: false as const,
      error: {
        code: 'UNREACHABLE',
        message: `Access to subjects of cluster ${
          this.#cluster
        } could not be asked or changed: ${toError(error).message}`,
        retryable: true,
      },
    };
  }
}
