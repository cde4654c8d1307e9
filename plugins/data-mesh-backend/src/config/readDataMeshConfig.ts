import type { Config } from '@backstage/config';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';
import { parseNamingTemplate, type NamingTemplate } from '../products/naming';
import type { ConfigProblem, DataMeshConfig } from './DataMeshConfig';
import { readAccess } from './readAccess';
import { readPolicies } from './readPolicies';
import { readQuality } from './readQuality';
import { readClusters } from './readCluster';
import { KEYS } from './keys';
import {
  attempt,
  checkSection,
  readDuration,
  readRef,
  readSection,
} from './readers';

const DEFAULT_NAMING = ['{domain}.{product}.{version}'];
const DEFAULT_MAX_REMOVAL_PERCENT = 20;
const DEFAULT_CATALOG_INTERVAL: HumanDuration = { seconds: 5 };
const DEFAULT_POLICIES_INTERVAL: HumanDuration = { seconds: 30 };
const DEFAULT_SLO_INTERVAL: HumanDuration = { seconds: 30 };

function readNaming(
  config: Config | undefined,
  problems: ConfigProblem[],
): NamingTemplate[] {
  const key = 'dataMesh.naming.templates';
  const templates =
    attempt(problems, key, () =>
      config?.getOptionalStringArray('naming.templates'),
    ) ?? DEFAULT_NAMING;
  return templates.flatMap((template, i) => {
    const parsed = attempt(problems, `${key}[${i}]`, () =>
      parseNamingTemplate(template),
    );
    return parsed ? [parsed] : [];
  });
}

function readGroups(
  config: Config | undefined,
  name: 'operators' | 'governance' | 'samples.groups',
  problems: ConfigProblem[],
): string[] {
  const list = attempt(problems, `dataMesh.${name}`, () =>
    config?.getOptionalStringArray(name),
  );
  return (list ?? []).flatMap((text, i) => {
    const ref = attempt(problems, `dataMesh.${name}[${i}]`, () =>
      readRef(text, 'group'),
    );
    return ref ? [ref] : [];
  });
}

/**
 * Reads everything under `dataMesh`, once, at start.
 *
 * It does not throw: what cannot be used is told in `problems`, by key, so
 * that a portal starts although the suite in it is not set up well.
 */
export function readDataMeshConfig(root: Config): DataMeshConfig {
  const problems = checkSection(root, 'dataMesh', KEYS, 'dataMesh');
  const config = attempt(problems, 'dataMesh', () =>
    readSection(root, 'dataMesh'),
  );
  const maxRemovalPercent =
    attempt(problems, 'dataMesh.sync.maxRemovalPercent', () => {
      const value = config?.getOptionalNumber('sync.maxRemovalPercent');
      if (value !== undefined && !(value >= 0 && value <= 100)) {
        throw new Error(`${value} is not a share between 0 and 100 percent`);
      }
      return value;
    }) ?? DEFAULT_MAX_REMOVAL_PERCENT;
  const catalogIndexMs =
    attempt(problems, 'dataMesh.sync.catalog', () =>
      readDuration(config, 'sync.catalog', DEFAULT_CATALOG_INTERVAL),
    ) ?? durationToMilliseconds(DEFAULT_CATALOG_INTERVAL);
  const { policies, areUsable } = readPolicies(config, problems);
  return {
    clusters: readClusters(config, problems),
    naming: readNaming(config, problems),
    trustedLocations:
      attempt(problems, 'dataMesh.trustedLocations', () =>
        config?.getOptionalStringArray('trustedLocations'),
      ) ?? [],
    operators: readGroups(config, 'operators', problems),
    governance: readGroups(config, 'governance', problems),
    maxRemovalPercent,
    catalogIndexMs,
    policiesMs:
      attempt(problems, 'dataMesh.sync.policies', () =>
        readDuration(config, 'sync.policies', DEFAULT_POLICIES_INTERVAL),
      ) ?? durationToMilliseconds(DEFAULT_POLICIES_INTERVAL),
    sloMs:
      attempt(problems, 'dataMesh.sync.slo', () =>
        readDuration(config, 'sync.slo', DEFAULT_SLO_INTERVAL),
      ) ?? durationToMilliseconds(DEFAULT_SLO_INTERVAL),
    policies,
    policiesAreUsable: areUsable,
    access: readAccess(config, problems),
    qualityReporters: readQuality(config, problems),
    sampleGroups: readGroups(config, 'samples.groups', problems),
    problems,
  };
}
