import {
  topicEntityRef,
  type MeshLocation,
  type MeshProduct,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { topicKey, type DeclaredProduct } from './claims';
import { descriptorFacts } from './descriptorFacts';
import type { TopicHold } from './holds';
import type { MeshFacts } from './MeshFacts';
import { judgeLocation, worstVerdict } from './syncState';
import { placeOf } from './topicDomain';

const NO_HOLD: TopicHold = { contested: [], awaiting: [] };

/** A declared product with the sync state of each port and location. */
export function toDeclaredProduct(
  product: DeclaredProduct,
  holds: Map<string, TopicHold>,
  facts: MeshFacts,
): MeshProduct {
  const { originLocation } = product;
  return { ...toDescribedProduct(product, holds, facts), originLocation };
}

/** What a descriptor and its ports come to, wherever it is kept. */
export function toDescribedProduct(
  { ref, entity }: Pick<DeclaredProduct, 'ref' | 'entity'>,
  holds: Map<string, TopicHold>,
  facts: MeshFacts,
): MeshProduct {
  const { spec } = entity;
  const described = descriptorFacts(entity, domain =>
    facts.domainClassification(domain),
  );
  const { domainRef } = described;
  const ports = spec.outputPorts.map(port => {
    const locations = port.locations.map(({ cluster, topic }): MeshLocation => {
      const key = topicKey(cluster, topic);
      const hold = holds.get(key) ?? NO_HOLD;
      const live = facts.live.get(key);
      const environment = facts.settings.get(cluster)?.environment;
      const settings = facts.settings.get(cluster);
      const liveDomain = placeOf(
        topic,
        settings?.domains ?? [],
        facts.inputs.naming,
      ).domainRef;
      const verdict = judgeLocation(
        {
          productRef: ref,
          cluster,
          topic,
          domainRef,
          subject: port.schema?.subject,
          compatibility: port.schema?.compatibility,
          retention: port.slo?.retention,
        },
        hold,
        facts.view(cluster),
        live,
        liveDomain,
        facts.subjects(cluster),
      );
      const others = [...hold.contested, ...hold.awaiting].filter(
        other => other !== ref,
      );
      return {
        cluster,
        ...(environment ? { environment } : {}),
        topic,
        topicRef: topicEntityRef(cluster, topic),
        ...(liveDomain ? { domainRef: liveDomain } : {}),
        ...verdict,
        ...(hold.holder && hold.holder !== ref ? { heldBy: hold.holder } : {}),
        ...(hold.holder === ref && others.length
          ? { contestedBy: others.sort() }
          : {}),
        ...(hold.awaiting.includes(ref) ? { awaitsAcceptance: true } : {}),
      };
    });
    const { schema, classification, name } = port;
    const format =
      schema &&
      port.locations
        .map(l => facts.subjects(l.cluster).get(schema.subject)?.format)
        .find(Boolean);
    return {
      name,
      ...(classification ? { classification } : {}),
      ...(port.deprecation ? { deprecation: port.deprecation } : {}),
      ...(schema
        ? { schema: { ...schema, ...(format ? { format } : {}) } }
        : {}),
      locations,
      ...worstVerdict(locations),
    };
  });
  return {
    ...described,
    ref,
    ports,
    ...worstVerdict(ports),
  };
}
