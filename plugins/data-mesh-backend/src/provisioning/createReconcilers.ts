import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type {
  AccessProvisioner,
  KafkaTokenProvider,
} from '@data-mesh/backstage-plugin-data-mesh-node';
import type { Knex } from 'knex';
import { removeUnusedUsers } from '../credentials/removeUnusedUsers';
import type { ClusterSettings, DataMeshConfig } from '../config/DataMeshConfig';
import { createKafkaPort } from '../kafka/createKafkaPort';
import type { KafkaPort } from '../kafka/KafkaPort';
import { KafkaProvisioner } from './KafkaProvisioner';
import { SplitProvisioner } from './SplitProvisioner';
import { probeOpen } from './openProbe';
import { Reconciler } from './Reconciler';
import { ReconcilerRunner } from './ReconcilerRunner';

/** What one cluster is changed with. */
export type ClusterProvisioning = {
  settings: ClusterSettings;
  runner: ReconcilerRunner;
  /** Why nothing may be created on the cluster now, if so. */
  forbidsCreation: () => Promise<string | undefined>;
  /** Whether what it creates decides who gets in. */
  decides: boolean;
  /** Of the built-in provisioner; an adopter's own needs none. */
  port?: KafkaPort;
};

export type ReconcilersOptions = {
  config: DataMeshConfig;
  db: Knex;
  /** Adopters' own, by cluster. */
  provisioners: Map<string, AccessProvisioner>;
  /** Adopters' own of schema registries that enforce access, by cluster. */
  subjectProvisioners: Map<string, AccessProvisioner>;
  tokens?: KafkaTokenProvider;
  onChange: (tx: Knex, now: number) => Promise<void>;
  logger: LoggerService;
};

function decidesNothing(cluster: string): string {
  const at = `dataMesh.clusters.${cluster}`;
  return `${at}.authorizer is 'external', so that an ACL would decide nothing; leave ${at}.credentials.provisioning out and install a provisioner, or set authorizer to 'standard' if ACLs do decide`;
}

function forbidding(
  settings: ClusterSettings,
  port: KafkaPort | undefined,
  decides: boolean,
  db: Knex,
): () => Promise<string | undefined> {
  const { name, superUsers, credentials } = settings;
  const own = credentials.provisioning?.principal;
  const isSuperUser = own !== undefined && superUsers.includes(own);
  return async () => {
    if (settings.mode !== 'manage') {
      return `Cluster ${name} is only observed (dataMesh.clusters.${name}.mode), so nothing is created on it`;
    }
    if (!decides) return decidesNothing(name);
    if (settings.authorizer === 'open') {
      return `Cluster ${name} is configured to be open, so the first ACL would lock others out`;
    }
    if (!port) return undefined;
    return (await probeOpen(db, name, port, isSuperUser, Date.now()))
      ? `Cluster ${name} was found to let everyone in where there is no ACL, so the first one would lock others out; set allow.everyone.if.no.acl.found=false at its brokers, or name ${
          own ?? 'our own user'
        } in dataMesh.clusters.${name}.superUsers if that is why it is let in`
      : undefined;
  };
}

/** One reconciler for each cluster that can be provisioned, by its name. */
export function createReconcilers(
  options: ReconcilersOptions,
): Map<string, ClusterProvisioning> {
  const { config, db, provisioners, subjectProvisioners } = options;
  const { tokens, onChange, logger } = options;
  const found = new Map<string, ClusterProvisioning>();
  for (const cluster of config.clusters) {
    const { name, settings } = cluster;
    if (!settings) continue;
    const own = provisioners.get(name);
    const decides = own !== undefined || settings.authorizer !== 'external';
    const tell = (message: string) => {
      const key = `dataMesh.clusters.${name}.credentials.provisioning`;
      logger.error(`Configuration of ${key} cannot be used: ${message}`);
      cluster.problems.push({ key, message });
      config.problems.push({ key, message });
    };
    if (!decides && settings.credentials.provisioning) {
      tell(decidesNothing(name));
    }
    let port: KafkaPort | undefined;
    // What was granted before the cluster was set to observe still ends.
    if (!own && settings.credentials.provisioning) {
      try {
        port = createKafkaPort(settings, 'provisioning', tokens);
      } catch (error) {
        tell(toError(error).message);
      }
    }
    const acls = own ?? (port && new KafkaProvisioner(port));
    if (!acls) continue;
    const provisioner = new SplitProvisioner(
      name,
      acls,
      subjectProvisioners.get(name),
    );
    const forbidsCreation = forbidding(settings, port, decides, db);
    const reconciler = new Reconciler({
      cluster: name,
      db,
      provisioner,
      failAfterMs: config.access.failAfterMs,
      repairMissing: config.access.repairMissing,
      forbidsCreation,
      onChange,
      logger,
    });
    const runner = new ReconcilerRunner({
      label: name,
      pass: async () => {
        const outcome = await reconciler.pass();
        if (outcome === 'busy' || !port) return outcome;
        const now = Date.now();
        await removeUnusedUsers({
          db,
          cluster: name,
          port,
          onChange,
          logger,
          now,
        });
        return outcome;
      },
      logger,
    });
    found.set(name, { settings, runner, forbidsCreation, decides, port });
  }
  return found;
}
