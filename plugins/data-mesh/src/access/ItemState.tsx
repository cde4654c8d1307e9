import { Text } from '@backstage/ui';
import type { AccessRequestItem } from '@data-mesh/backstage-plugin-data-mesh-common';
import { TextLink } from '../common/TextLink';
import { EntityLink } from '../entities/EntityLink';
import { Ago, HowLong } from '../live/Ago';
import { StateLabel, type Tone } from '../state/StateLabel';
import { useMeshLinks } from '../useMeshLinks';
import { itemStateWords, stepWords, waitsFor } from './accessWords';
import { AnyOf } from './Deciders';

const TONES: Record<AccessRequestItem['state'], Tone> = {
  pending: 'waiting',
  approved: 'good',
  rejected: 'bad',
  withdrawn: 'over',
};

/** Where an item stands at a glance. */
export function ItemStateLabel({ state }: Pick<AccessRequestItem, 'state'>) {
  return <StateLabel tone={TONES[state]}>{itemStateWords(state)}</StateLabel>;
}

/** Where an item stands, in a sentence: who has to do what, or what was done. */
export function ItemSentence({ item }: { item: AccessRequestItem }) {
  const links = useMeshLinks();
  const last = item.decisions[item.decisions.length - 1];
  const step = stepWords(item);
  switch (item.state) {
    case 'pending':
      return (
        <Text>
          Has waited <HowLong since={item.waitingSince ?? item.createdAt} /> for{' '}
          <AnyOf refs={waitsFor(item)} />
          {step && ` (${step})`}
        </Text>
      );
    case 'approved':
      return (
        <Text>
          {last ? (
            <>
              By <EntityLink inText entityRef={last.decidedBy} />
            </>
          ) : (
            `At once, by the rule ${item.rule}`
          )}
          {item.decidedAt && (
            <>
              , <Ago at={item.decidedAt} />
            </>
          )}
          {item.grantId && (
            <>
              {'. '}
              <TextLink href={links.grant(item.grantId)}>
                {item.grantState === 'active' ? 'How to connect' : 'The grant'}
              </TextLink>
            </>
          )}
        </Text>
      );
    case 'rejected':
      return (
        <Text>
          {last && (
            <>
              By <EntityLink inText entityRef={last.decidedBy} />
              {last.comment && `: ${last.comment}`}
            </>
          )}
        </Text>
      );
    default:
      return (
        <Text>
          By <EntityLink inText entityRef={item.requestedBy} />
        </Text>
      );
  }
}
