import { NotFoundError } from '@backstage/errors';
import type {
  DataMeshApi,
  DraftedAccess,
} from '@data-mesh/backstage-plugin-data-mesh-common';

/** Where a port is that a skeleton reads. */
export type Input = {
  /** Ref of the data product. */
  product: string;
  title: string;
  port: string;
  cluster: string;
  topic: string;
  /** Of its values, where there is a schema. */
  subject: string;
  /** Of a table or variable: letters, digits and `_`, a letter first. */
  identifier: string;
};

/**
 * Looks up what a skeleton has to know of the ports that it reads.
 *
 * @throws NotFoundError that names a port which is not there
 */
export async function inputsOf(
  items: DraftedAccess['items'],
  mesh: Pick<DataMeshApi, 'getProduct'>,
): Promise<Input[]> {
  const inputs: Input[] = [];
  for (const { product: ref, port: name } of items) {
    const { product } = await mesh.getProduct(ref);
    const port = product.ports.find(each => each.name === name);
    const place = port?.locations[0];
    if (!port || !place) {
      throw new NotFoundError(
        `${ref} has no port ${name} with a topic; choose another one`,
      );
    }
    inputs.push({
      product: product.ref,
      title: product.title,
      port: name,
      cluster: place.cluster,
      topic: place.topic,
      subject: port.schema?.subject ?? `${place.topic}-value`,
      identifier: identifierOf(`${product.name}_${name}`),
    });
  }
  return inputs;
}

/** Two names that differ only in punctuation have the same; ports tell them apart. */
function identifierOf(name: string): string {
  const plain = name.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  return /^[a-z]/.test(plain) ? plain : `_${plain}`;
}
