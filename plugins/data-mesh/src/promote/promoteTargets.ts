import type {
  MeshCluster,
  MeshProduct,
  PromotionInput,
} from '@data-mesh/backstage-plugin-data-mesh-common';

/** What is asked for in the dialog. */
export type PromoteForm = {
  cluster: string;
  /** The environment that ports come from, where there are several. */
  from?: string;
  /** Names of ports. */
  ports: string[];
  /** Other names of topics at the target, by port. */
  topics: Record<string, string>;
  /** What stays as it is there. */
  keep: string[];
};

/** More are refused at once. */
export const MOST_PORTS = 20;

const environmentsOf = ({ ports }: Pick<MeshProduct, 'ports'>) =>
  ports.flatMap(({ locations }) =>
    locations.flatMap(({ environment }) => environment ?? []),
  );

/** Clusters of another environment than one that the product is in. */
export function targetsOf(
  product: Pick<MeshProduct, 'ports'>,
  clusters: MeshCluster[],
): MeshCluster[] {
  const environments = environmentsOf(product);
  return clusters.filter(
    ({ mode, environment }) =>
      mode === 'manage' && environments.some(each => each !== environment),
  );
}

/** Where the ports of a product can come from, given where they go. */
export function sourcesOf(
  product: Pick<MeshProduct, 'ports'>,
  target: Pick<MeshCluster, 'environment'> | undefined,
): string[] {
  const others = environmentsOf(product).filter(
    each => each !== target?.environment,
  );
  return [...new Set(others)].sort();
}

/** Names of the ports that are in an environment. */
export function portsIn(
  { ports }: Pick<MeshProduct, 'ports'>,
  environment: string | undefined,
): string[] {
  return ports
    .filter(({ locations }) =>
      locations.some(each => each.environment === environment),
    )
    .map(({ name }) => name);
}

/** A form as it is sent. */
export function toInput(form: PromoteForm): PromotionInput {
  const { cluster, from, ports, topics, keep } = form;
  const named = Object.entries(topics).filter(
    ([port, name]) => name.trim() && ports.includes(port),
  );
  return {
    to: {
      cluster,
      ...(named.length > 0 && {
        topic: Object.fromEntries(
          named.map(([port, name]) => [port, name.trim()]),
        ),
      }),
    },
    ports,
    ...(from && { from }),
    ...(keep.length > 0 && { keep }),
  };
}
