import type { Config } from '@backstage/config';
import type { ConfigProblem, QualityReporter } from './DataMeshConfig';
import { QUALITY_KEYS } from './keys';
import { attempt, checkSection, readRef, readSection } from './readers';

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
  const wrong = checkSection(config, 'quality', QUALITY_KEYS, key);
  problems.push(...wrong);
  const list = attempt(problems, key, () => {
    const section = readSection(config, 'quality');
    return section?.getOptionalConfigArray('reporters');
  });
  return (list ?? []).flatMap((each, i) => {
    // A key that is passed over might have narrowed it.
    const at = `${key}.reporters[${i}]`;
    if (wrong.some(known => known.key.startsWith(at))) return [];
    const reporter = attempt(problems, at, () => {
      return {
        subject: each.getString('subject'),
        products: readRefs(each, 'products', 'dataproduct'),
        domains: readRefs(each, 'domains', 'domain'),
      };
    });
    return reporter ? [reporter] : [];
  });
}
