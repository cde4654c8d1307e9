import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { Authorizer } from '../authorization/Authorizer';
import type { QualityReporter } from '../config/DataMeshConfig';
import {
  addResults,
  checkKey,
  countChecks,
  type QualityResult,
} from './qualityRows';

/** So many checks of one product; more are a mistake in their names. */
const MOST_CHECKS = 200;

// Clocks differ; what is from later than this is not of this world.
const AHEAD_MS = 5 * 60_000;

/** Takes what outside tools have found of the quality of data. */
export class QualityResults {
  readonly #db: Knex;
  readonly #authorizer: Authorizer;
  readonly #reporters: QualityReporter[];
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    authorizer: Authorizer;
    /** Services that may report, beside the owners of products. */
    reporters: QualityReporter[];
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#authorizer = options.authorizer;
    this.#reporters = options.reporters;
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * Adds results to those of a product.
   *
   * @param reportedBy - who sends them: a user's ref, or a service's subject
   * @throws NotAllowedError unless the sender speaks for the product's owner,
   *   or is one of the services that configuration names
   * @throws InputError if a result is about a port that there is not
   */
  async add(
    product: MeshProduct,
    results: QualityResult[],
    credentials: BackstageCredentials,
    reportedBy: string,
  ): Promise<void> {
    await this.#requireReporter(product, credentials, reportedBy);
    const now = this.#clock();
    for (const [i, { port, observedAt, url }] of results.entries()) {
      if (port !== undefined && !product.ports.some(p => p.name === port)) {
        throw new InputError(
          `results[${i}].port: ${product.ref} has no port '${port}'; it has ${
            product.ports.map(({ name }) => name).join(', ') || 'none'
          }`,
        );
      }
      if (observedAt > now + AHEAD_MS) {
        throw new InputError(
          `results[${i}].observedAt: ${new Date(
            observedAt,
          ).toISOString()} has yet to come; send when it was observed`,
        );
      }
      if (url !== undefined && !isWeb(url)) {
        throw new InputError(
          `results[${i}].url: '${url}' is not an http or https URL`,
        );
      }
    }
    await this.#db.transaction(async tx => {
      const checks = await countChecks(tx, product.ref);
      for (const { port, check } of results) checks.add(checkKey(port, check));
      if (checks.size > MOST_CHECKS) {
        throw new InputError(
          `results: ${product.ref} would have ${checks.size} checks, and can have ${MOST_CHECKS}; give a check the same name each time`,
        );
      }
      await addResults(tx, product.ref, results, {
        receivedAt: now,
        reportedBy,
      });
    });
  }

  async #requireReporter(
    { ref, ownerRef, domainRef }: MeshProduct,
    credentials: BackstageCredentials,
    reportedBy: string,
  ): Promise<void> {
    const speaksFor = await this.#authorizer.speaksFor(credentials);
    if (ownerRef && speaksFor.has(ownerRef)) return;
    const isNamed =
      speaksFor.size === 0 &&
      this.#reporters.some(
        ({ subject, products, domains }) =>
          subject === reportedBy &&
          (products === undefined || products.includes(ref)) &&
          (domains === undefined ||
            (domainRef !== undefined && domains.includes(domainRef))),
      );
    if (isNamed) return;
    throw new NotAllowedError(
      `${reportedBy} may not report on ${ref}: its owner may${
        ownerRef ? ` (${ownerRef})` : ''
      }, and services that dataMesh.quality.reporters names`,
    );
  }
}

function isWeb(url: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(url).protocol);
  } catch {
    return false;
  }
}
