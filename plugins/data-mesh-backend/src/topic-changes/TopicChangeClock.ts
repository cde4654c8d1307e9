import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { CreationPorts } from '../creations/CreationFacts';
import { CALL_BOUND_MS } from './topicChange';
import { readOpenTopicChanges } from './topicChangeRows';
import type { TopicChangeFinisher } from './TopicChangeFinisher';

/**
 * Sees to changes of topics whose call has died and was not made again: what
 * Kafka has of them comes into the history, whoever asks for it.
 */
export class TopicChangeClock {
  readonly #options: Pick<CreationPorts, 'kafkaOf'> & {
    db: Knex;
    finisher: Pick<TopicChangeFinisher, 'settleSeen'>;
    logger: LoggerService;
    clock?: () => number;
  };

  constructor(
    options: Pick<CreationPorts, 'kafkaOf'> & {
      db: Knex;
      finisher: Pick<TopicChangeFinisher, 'settleSeen'>;
      logger: LoggerService;
      clock?: () => number;
    },
  ) {
    this.#options = options;
  }

  async tick(): Promise<void> {
    const { db, kafkaOf, finisher, logger, clock = Date.now } = this.#options;
    for (const open of await readOpenTopicChanges(
      db,
      clock() - CALL_BOUND_MS,
    )) {
      const port = kafkaOf(open.cluster);
      if (!port) continue;
      try {
        await finisher.settleSeen(port, open);
      } catch (error) {
        // One cluster that is down must not hold up the others.
        logger.warn(
          `What came of a change of topic ${open.topic} of cluster ${
            open.cluster
          } could not be told, it is tried again: ${toError(error).message}`,
        );
      }
    }
  }
}
