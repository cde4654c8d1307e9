import {
  dataMeshProductPublishPermission,
  dataMeshProductUnpublishPermission,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { Authorizer, UserCredentials } from '../authorization/Authorizer';
import { changesOf } from '../policies/store/documentChanges';
import type { ProductPublisher } from '../product-store/ProductPublisher';
import type { ProductUnpublisher } from '../product-store/ProductUnpublisher';
import { readVersions } from '../product-store/productVersions';
import type { CreationOf } from './creation';
import { beginUndo, settleUndone } from './creationRows';
import { refusalIn } from './refusalIn';
import type { Undoing } from './TopicUndoer';

export type ProductUndoerOptions = {
  db: Knex;
  authorizer: Pick<Authorizer, 'isAllowed'>;
  publisher: Pick<ProductPublisher, 'change'>;
  unpublisher: Pick<ProductUnpublisher, 'unpublish'>;
};

/** Takes back what a run has published, as its owner would. */
export class ProductUndoer {
  readonly #options: ProductUndoerOptions;

  constructor(options: ProductUndoerOptions) {
    this.#options = options;
  }

  /** @returns why it stays, if it does */
  async undo(
    own: CreationOf<'product'>,
    { now, reason }: Undoing,
    credentials: UserCredentials,
  ): Promise<string | undefined> {
    const { db, authorizer, publisher, unpublisher } = this.#options;
    const { name: ref, made, before } = own;
    const versions = await readVersions(db, ref);
    const [current] = versions;
    const former = versions.find(({ version }) => version === before.version);
    const isBack = former
      ? current.state === 'published' &&
        current.version > (made?.version ?? 0) &&
        changesOf({ ...former.document }, { ...current.document }).length === 0
      : current?.state !== 'published';
    if (isBack) {
      await settleUndone(db, own, now);
      return undefined;
    }
    if (current.version !== made?.version) {
      return `${ref} was changed to version ${current.version} since this run, so it stays as it is`;
    }
    const permission = former
      ? dataMeshProductPublishPermission
      : dataMeshProductUnpublishPermission;
    if (!(await authorizer.isAllowed(credentials, permission))) {
      return `The permission policy does not allow ${permission.name}`;
    }
    const words = reason ?? `Run ${own.run} was undone`;
    try {
      await beginUndo(db, own);
      if (former) {
        await publisher.change(
          ref,
          {
            entity: { ...former.document },
            basedOn: current.version,
            reason: words,
          },
          credentials,
        );
      } else {
        await unpublisher.unpublish(ref, { reason: words }, credentials);
      }
      await settleUndone(db, own, now);
      return undefined;
    } catch (error) {
      return refusalIn(error);
    }
  }
}
