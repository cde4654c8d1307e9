import type { Knex } from 'knex';
import type { CatalogFacts } from '../access/CatalogFacts';
import type { Authorizer } from '../authorization/Authorizer';
import type { DataMeshConfig } from '../config/DataMeshConfig';
import { OfferReader } from '../transfers/OfferReader';
import { DomainPublisher } from './DomainPublisher';
import { DomainTransfers } from './DomainTransfers';
import { DomainVersionReader } from './DomainVersionReader';
import { FactsOfDomain } from './FactsOfDomain';

/** Puts together what publishes and hands over domains, and what shows their versions. */
export function createDomainStore(options: {
  config: DataMeshConfig;
  db: Knex;
  catalog: Pick<CatalogFacts, 'entities'>;
  authorizer: Authorizer;
  onChange: (tx: Knex, now: number) => Promise<void>;
}) {
  const facts = new FactsOfDomain(options);
  return {
    services: {
      domainPublisher: new DomainPublisher({ ...options, facts }),
      domainTransfers: new DomainTransfers({ ...options, facts }),
      domainVersions: new DomainVersionReader({ ...options, facts }),
      offers: new OfferReader(options),
    },
  };
}
