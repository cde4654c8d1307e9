import type { Config } from '@backstage/config';
import type { ConfigProblem, QualityReporter } from './DataMeshConfig';
import { attempt, readRef, readSection, requireKnownKeys } from './readers';

function readRefs(
  config: Config,
  key: string,
  kind: string,
): string[] | undefined {
  return config.getOptionalStringArray(key)?.map(text => readRef(text, kind));
}

/** Services under `dataMesh.quality.reporters`; one that cannot be read is left out. */
export function readQuality(
  config: Config | undefined,
  problems: ConfigProblem[],
): QualityReporter[] {
  const key = 'dataMesh.quality';
  const list = attempt(problems, key, () => {
    const section = readSection(config, 'quality');
    requireKnownKeys(section, ['reporters']);
    return section?.getOptionalConfigArray('reporters');
  });
  return (list ?? []).flatMap((each, i) => {
    const reporter = attempt(problems, `${key}.reporters[${i}]`, () => {
      requireKnownKeys(each, ['subject', 'products', 'domains']);
      return {
        subject: each.getString('subject'),
        products: readRefs(each, 'products', 'dataproduct'),
        domains: readRefs(each, 'domains', 'domain'),
      };
    });
    return reporter ? [reporter] : [];
  });
}
