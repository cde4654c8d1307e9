import type {
  MeshPort,
  MeshProduct,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { refOf } from './MeshFacts';

/** That a product, or a port of it, is being phased out. */
export type Ending = {
  /** Whether it is over, rather than to be. */
  isRetired: boolean;
  /** Its last day, as `YYYY-MM-DD`. */
  sunset?: string;
  /** Ref of the product that comes instead. */
  product?: string;
  /** Name of the port of the same product that comes instead. */
  port?: string;
  /** What consumers should know or do. */
  message?: string;
};

type Ends = Pick<MeshProduct, 'lifecycle' | 'deprecation' | 'namespace'>;

const DAY_MS = 86_400_000;

/**
 * How a product ends, or one port of it: pure. Where both do, what the port
 * says comes first, and the earlier of two days.
 */
export function endingOf(
  { lifecycle, deprecation, namespace }: Ends,
  port?: Pick<MeshPort, 'deprecation'>,
): Ending | undefined {
  const isRetired = lifecycle === 'retired';
  const own = port?.deprecation;
  if (!isRetired && lifecycle !== 'deprecated' && !deprecation && !own) {
    return undefined;
  }
  const [sunset] = [own?.sunset, deprecation?.sunset]
    .filter(day => day !== undefined)
    .sort();
  const product =
    own?.replacedBy === undefined
      ? refOf(deprecation?.replacedBy, 'dataproduct', namespace)
      : undefined;
  const message = own?.message ?? deprecation?.message;
  return {
    isRetired,
    ...(sunset ? { sunset } : {}),
    ...(product ? { product } : {}),
    ...(own?.replacedBy ? { port: own.replacedBy } : {}),
    ...(message ? { message } : {}),
  };
}

/** When a last day is over, in milliseconds. */
export function endOfSunset(sunset: string): number {
  return Date.parse(sunset) + DAY_MS;
}

/** What to ask for instead, as a sentence goes on. */
export function insteadOf({ product, port }: Ending): string {
  const next = port ? `port ${port}` : product;
  return next ? `ask for ${next} instead` : 'ask its owner what replaces it';
}
