import type {
  Consumer,
  MeshCluster,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { sentence } from '../../humanise/sentence';

type Principal = Consumer['principals'][number];

function principalOn(consumer: Consumer, cluster: string): Principal {
  return (
    consumer.principals.find(each => each.cluster === cluster) ?? {
      cluster,
      state: 'none',
    }
  );
}

/** Whether the consumer can be given access on a cluster now. */
export function isReady(consumer: Consumer, cluster: string): boolean {
  const { state } = principalOn(consumer, cluster);
  return state === 'held' || state === 'creatable';
}

/** How a consumer signs in to a cluster, or why it cannot and what to do. */
export function principalWords(
  consumer: Consumer,
  cluster: Pick<MeshCluster, 'name' | 'title'>,
): string {
  const { title } = cluster;
  const { state, principal, reason } = principalOn(consumer, cluster.name);
  const who = principal ?? 'Its principal';
  const why = reason ? ` ${sentence(reason)}` : '';
  switch (state) {
    case 'held':
      return `Signs in to ${title} as ${principal}.`;
    case 'creatable':
      return `Has no user on ${title} yet: one is made for it after approval.`;
    case 'awaiting':
      return `${who} is not confirmed on ${title} yet.${
        why || ' An operator of the cluster can confirm it.'
      }`;
    case 'contested':
      return `${who} belongs to another consumer on ${title}.${
        why || ' Give this one a principal of its own.'
      }`;
    case 'invalid':
      return `${who} cannot be used on ${title}.${
        why || ' Correct its annotation data-mesh/kafka-principal.'
      }`;
    default:
      return `The portal does not know how ${
        consumer.title
      } signs in to ${title}.${
        why ||
        ' Add the annotation data-mesh/kafka-principal with its user (User:<name>) to its descriptor.'
      }`;
  }
}
