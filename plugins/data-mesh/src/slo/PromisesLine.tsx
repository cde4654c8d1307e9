import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import {
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiQuestionLine,
} from '@remixicon/react';
import type { ProductObjectives } from '@data-mesh/backstage-plugin-data-mesh-common';
import { TextLink } from '../common/TextLink';
import { listed } from '../humanise/lists';
import { counted } from '../humanise/numbers';
import topics from '../topics/topics.module.css';
import { useMeshLinks } from '../useMeshLinks';
import { objectiveName } from './objectiveWords';
import { useObjectives } from './useObjectives';

const ICONS = {
  kept: <RiCheckboxCircleFill size={20} className={topics.alive} aria-hidden />,
  breached: <RiCloseCircleFill size={20} className={topics.bad} aria-hidden />,
  unknown: <RiQuestionLine size={20} className={topics.grey} aria-hidden />,
};

/** Does it keep what it promises? In one sentence, and nothing if it promises nothing. */
export function PromisesLine() {
  const { entity } = useEntity();
  const links = useMeshLinks();
  const { value } = useObjectives();
  const told = value && promisesWords(value);
  if (!told) return null;
  return (
    <div className={topics.line}>
      {ICONS[told.state]}
      <Text as="p" variant="body-large">
        <TextLink href={links.ports(stringifyEntityRef(entity))}>
          {told.words}
        </TextLink>
        {told.quality}
      </Text>
    </div>
  );
}

/** What there is to say of promises and quality; nothing where there is neither. */
export function promisesWords({ objectives, quality }: ProductObjectives) {
  const broken = objectives.filter(({ state }) => state === 'breached');
  const unknown = objectives.filter(({ state }) => state === 'unknown');
  const failed = quality.filter(({ state }) => state === 'failed');
  if (objectives.length === 0 && quality.length === 0) return undefined;
  const checks = counted(quality.length, 'quality check');
  const checked = failed.length
    ? `; ${failed.length} of ${checks} failed`
    : `; ${checks} without a failure`;
  const states = () => {
    if (broken.length > 0 || failed.length > 0) return 'breached' as const;
    return unknown.length > 0 ? ('unknown' as const) : ('kept' as const);
  };
  return {
    state: states(),
    words: words(),
    quality: quality.length ? checked : '',
  };

  function words(): string {
    const all = objectives.length;
    if (all === 0) return 'It promises nothing';
    if (broken.length > 0) {
      const names = broken.map(
        each =>
          `${objectiveName(each).toLocaleLowerCase('en-US')} of ${each.port}`,
      );
      return `${broken.length} of ${counted(all, 'promise')} ${
        broken.length === 1 ? 'is' : 'are'
      } broken: ${listed([...new Set(names)])}`;
    }
    if (unknown.length === all) return 'Whether promises are kept is not known';
    return unknown.length > 0
      ? `${all - unknown.length} of ${counted(
          all,
          'promise',
        )} kept, the rest not known`
      : `${all === 1 ? 'Its promise is' : `All ${all} promises are`} kept`;
  }
}
