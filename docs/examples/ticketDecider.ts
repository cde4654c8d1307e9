import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  dataMeshAccessExtensionPoint,
  type AccessDecider,
  type AccessDeciderAnswer,
  type AccessDeciderRequest,
} from '@data-mesh/backstage-plugin-data-mesh-node';

const TIMEOUT_MS = 10_000;

type Ticket = { status: 'open' | 'granted' | 'declined'; assignee: string };

/**
 * Has steps decided in a ticket system. A ticket is opened once for an item:
 * its ID is the key, so that asking again finds the same one.
 */
export class TicketDecider implements AccessDecider {
  readonly steps = ['group:default/privacy'];
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async decide(
    request: AccessDeciderRequest,
  ): Promise<AccessDeciderAnswer | undefined> {
    const { itemId, requestedBy, consumer, product, mode, purpose } = request;
    const response = await fetch(
      `${this.#url}/tickets/${encodeURIComponent(itemId)}`,
      {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          title: `${consumer} asks to ${mode} ${product}`,
          text: purpose,
          reporter: requestedBy,
        }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      },
    );
    // What is thrown means "could not ask"; the next pass asks again.
    if (!response.ok) {
      throw new Error(`The ticket system answered ${response.status}`);
    }
    const { status, assignee } = (await response.json()) as Ticket;
    if (status === 'open') return undefined;
    return {
      decision: status === 'granted' ? 'approve' : 'reject',
      decidedBy: `ticket:${assignee}`,
      comment: `Ticket ${itemId}`,
    };
  }
}

export default createBackendModule({
  pluginId: 'data-mesh',
  moduleId: 'ticket-decider',
  register(env) {
    env.registerInit({
      deps: {
        access: dataMeshAccessExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ access, config }) {
        access.addDecider(new TicketDecider(config.getString('tickets.url')));
      },
    });
  },
});
