import { createHash, randomUUID } from 'node:crypto';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import type { Archive } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { UserCredentials } from '../authorization/Authorizer';
import { nameOf } from '../history/wording';
import { toIso } from '../rows';
import {
  readArchives,
  readContent,
  writeArchive,
  type StoredArchive,
} from './archiveRows';

/** For how long an archive can be downloaded. */
export const KEPT_FOR_MS = 24 * 3_600_000;
/** Bytes of one archive. */
export const MAX_BYTES = 20 * 1024 * 1024;
/** How many archives somebody can have at a time. */
export const MAX_ARCHIVES = 20;

// The first bytes of a ZIP file, and of one that is empty.
const ZIP = ['504b0304', '504b0506'];

/** Keeps what runs of templates made as files, for those who ran them. */
export class Archives {
  readonly #db: Knex;
  readonly #clock: () => number;

  constructor(options: { db: Knex; clock?: () => number }) {
    this.#db = options.db;
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * Keeps a ZIP file for a day. The same run may do so again, and then has the
   * new content under the same name.
   *
   * @throws InputError if it is no ZIP file or too large, or its creator has
   *   too many
   */
  async keep(
    { run, name, content }: { run: string; name: string; content: Buffer },
    credentials: UserCredentials,
  ): Promise<Archive> {
    if (!ZIP.includes(content.subarray(0, 4).toString('hex'))) {
      throw new InputError(
        `Archive ${name} is no ZIP file; send one as application/zip`,
      );
    }
    const createdBy = credentials.principal.userEntityRef;
    const now = this.#clock();
    const archive: StoredArchive = {
      id: randomUUID(),
      run,
      name,
      createdBy,
      createdAt: now,
      expiresAt: now + KEPT_FOR_MS,
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    };
    const [kept] = await this.#db.transaction(async tx => {
      const others = (await readArchives(tx, { createdBy }, now)).filter(
        other => other.run !== run || other.name !== name,
      );
      if (others.length >= MAX_ARCHIVES) {
        throw new InputError(
          `You have ${
            others.length
          } archives already, which is the most that is kept; the oldest is gone at ${toIso(
            others[others.length - 1].expiresAt,
          )}`,
        );
      }
      await writeArchive(tx, archive, content);
      return readArchives(tx, { run, createdBy }, now);
    });
    return toView(kept);
  }

  /** What a run of the caller's has kept. */
  async ofRun(run: string, credentials: UserCredentials): Promise<Archive[]> {
    const createdBy = credentials.principal.userEntityRef;
    const found = await readArchives(
      this.#db,
      { run, createdBy },
      this.#clock(),
    );
    return found.map(toView);
  }

  /**
   * An archive, for whoever made it.
   *
   * @throws NotFoundError if there is none, or no longer; NotAllowedError for
   *   anybody else
   */
  async download(
    id: string,
    credentials: UserCredentials,
  ): Promise<{ name: string; content: Buffer }> {
    const [archive] = await readArchives(this.#db, { id }, this.#clock());
    const content = archive && (await readContent(this.#db, id));
    if (!content) {
      throw new NotFoundError(
        `There is no archive ${id}, or no longer: each is kept for 24 hours; run the template again to have it anew`,
      );
    }
    if (archive.createdBy !== credentials.principal.userEntityRef) {
      throw new NotAllowedError(
        `Archive ${id} is of ${nameOf(
          archive.createdBy,
        )}, and only they can download it; ask them for it`,
      );
    }
    return { name: archive.name, content };
  }
}

function toView(archive: StoredArchive): Archive {
  const { createdAt, expiresAt, ...rest } = archive;
  return {
    ...rest,
    createdAt: toIso(createdAt),
    expiresAt: toIso(expiresAt),
  };
}
