/**
 * Who writes and reads what, and how often. Together about six records a second, so that every
 * page shows life and a night's run stays small.
 */
import { randomInt, randomUUID } from 'node:crypto';

/**
 * @typedef {object} Flow
 * @property {string} principal
 * @property {string} topic
 * @property {number} everyMs
 * @property {boolean} [plain] - without a schema
 * @property {boolean} [avroKey] - the key has a subject of its own
 * @property {() => { key?: string, value: any }} make
 *
 * @typedef {object} Reader
 * @property {string} principal
 * @property {string} group
 * @property {string[]} topics
 * @property {number} [delayMs] - how long it takes over a record
 */

const pick = values => values[randomInt(values.length)];
const customer = () => `c-${String(randomInt(1, 500)).padStart(4, '0')}`;
const sku = () => `sku-${randomInt(100, 160)}`;
const order = () => `o-${randomUUID().slice(0, 8)}`;
const cents = () => randomInt(500, 25_000);

/** @type {Flow[]} */
export const flows = [
  {
    principal: 'order-service',
    topic: 'sales.orders.v1',
    everyMs: 1_000,
    make: () => {
      const orderId = order();
      const customerId = customer();
      return {
        key: orderId,
        value: {
          orderId,
          customerId,
          email: `${customerId}@example.com`,
          amountCents: cents(),
          currency: 'EUR',
          placedAt: Date.now(),
          channel: pick(['web', 'app', 'shop', null]),
        },
      };
    },
  },
  {
    principal: 'order-service',
    topic: 'sales.orders.v2',
    everyMs: 1_000,
    make: () => {
      const orderId = order();
      return {
        key: orderId,
        value: {
          orderId,
          customerId: customer(),
          status: pick(['PLACED', 'PAID', 'CANCELLED']),
          lines: Array.from({ length: randomInt(1, 4) }, () => ({
            sku: sku(),
            quantity: randomInt(1, 5),
            priceCents: cents(),
          })),
          currency: 'EUR',
          placedAt: Date.now(),
        },
      };
    },
  },
  {
    principal: 'payment-service',
    topic: 'sales.payments.v1',
    everyMs: 2_000,
    make: () => {
      const method = pick(['CARD', 'TRANSFER', 'WALLET']);
      return {
        value: {
          paymentId: `p-${randomUUID().slice(0, 8)}`,
          orderId: order(),
          amountCents: cents(),
          method,
          iban: method === 'TRANSFER' ? 'DE02120300000000202051' : null,
          succeeded: randomInt(20) > 0,
        },
      };
    },
  },
  {
    principal: 'payment-service',
    topic: 'sales.invoices.v1',
    everyMs: 10_000,
    make: () => {
      const number = `2026-${randomInt(1, 99_999)}`;
      return {
        key: number,
        value: {
          number,
          orderId: order(),
          billedTo: `Customer ${customer()}`,
          amountCents: cents(),
          dueOn: Math.floor(Date.now() / 86_400_000) + 30,
        },
      };
    },
  },
  {
    principal: 'pricing-service',
    topic: 'sales.pricing.price-changes.v1',
    everyMs: 5_000,
    make: () => {
      const article = sku();
      return {
        key: article,
        value: {
          sku: article,
          priceCents: cents(),
          currency: 'EUR',
          validFrom: new Date().toISOString(),
        },
      };
    },
  },
  {
    principal: 'pricing-service',
    topic: 'sales.pricing.discounts.v1',
    everyMs: 15_000,
    make: () => ({
      value: {
        code: pick(['SPRING', 'WELCOME']),
        percent: pick([5, 10]),
        orderId: order(),
      },
    }),
  },
  {
    principal: 'shipment-service',
    topic: 'logistics.shipments.v1',
    everyMs: 1_500,
    avroKey: true,
    make: () => {
      const shipmentId = `s-${randomUUID().slice(0, 8)}`;
      return {
        key: shipmentId,
        value: {
          shipmentId,
          orderId: order(),
          warehouse: pick(['HAM', 'LYS']),
          weightGrams: randomInt(100, 20_000),
          destinationPostcode: String(randomInt(10_000, 99_999)),
          shippedAt: Date.now(),
        },
      };
    },
  },
  {
    principal: 'shipment-service',
    topic: 'logistics.deliveries.v1',
    everyMs: 3_000,
    make: () => ({
      value: {
        shipmentId: `s-${randomUUID().slice(0, 8)}`,
        outcome: pick(['HANDED_OVER', 'LEFT_WITH_NEIGHBOUR', 'RETURNED']),
        minutesLate: randomInt(-30, 90),
      },
    }),
  },
  {
    principal: 'warehouse-service',
    topic: 'logistics.warehouse-stock.v1',
    everyMs: 4_000,
    make: () => {
      const warehouse = pick(['HAM', 'LYS']);
      const article = sku();
      return {
        key: `${warehouse}/${article}`,
        value: {
          warehouse,
          sku: article,
          onHand: randomInt(500),
          reserved: randomInt(50),
        },
      };
    },
  },
  {
    principal: 'fleet-gateway',
    topic: 'logistics.fleet.vehicle-positions.v1',
    everyMs: 700,
    make: () => {
      const vehicle = `v-${randomInt(1, 13)}`;
      return {
        key: vehicle,
        value: {
          vehicle_id: vehicle,
          latitude: 45 + Math.random() * 8,
          longitude: 5 + Math.random() * 8,
          speed: randomInt(30),
          measured_at: Date.now(),
        },
      };
    },
  },
  {
    principal: 'fleet-gateway',
    topic: 'logistics.fleet.maintenance.v1',
    everyMs: 30_000,
    make: () => ({
      value: {
        vehicle_id: `v-${randomInt(1, 13)}`,
        workshop: pick(['Hamburg', 'Lyon']),
        description: pick(['brakes', 'tyres', 'oil']),
        odometer: randomInt(1_000, 300_000),
      },
    }),
  },
  {
    principal: 'customer-service',
    topic: 'customer.profiles.v1',
    everyMs: 6_000,
    avroKey: true,
    make: () => {
      const customerId = customer();
      return {
        key: customerId,
        value: {
          customerId,
          name: pick(['Ada', 'Grace', 'Edsger', 'Barbara']),
          email: `${customerId}@example.com`,
          address: pick([null, address()]),
        },
      };
    },
  },
  {
    principal: 'customer-service',
    topic: 'customer.addresses.v1',
    everyMs: 8_000,
    make: () => ({ key: customer(), value: address() }),
  },
  {
    principal: 'customer-service',
    topic: 'customer.consents.v1',
    everyMs: 12_000,
    make: () => ({
      value: {
        customerId: customer(),
        purpose: pick(['NEWSLETTER', 'PERSONALISATION', 'RESEARCH']),
        given: randomInt(4) > 0,
      },
    }),
  },
  {
    principal: 'support-desk',
    topic: 'customer.support-tickets.v1',
    everyMs: 7_000,
    make: () => {
      const ticketId = `t-${randomInt(1, 2_000)}`;
      return {
        key: ticketId,
        value: {
          ticketId,
          customerId: customer(),
          subject: pick([
            'Where is my parcel?',
            'Wrong size',
            'Invoice, please',
          ]),
          state: pick(['open', 'waiting', 'closed']),
        },
      };
    },
  },
  {
    principal: 'legacy-batch',
    topic: 'legacy_dump',
    everyMs: 20_000,
    plain: true,
    make: () => ({
      value: `${new Date().toISOString()};${order()};${cents()}`,
    }),
  },
];

function address() {
  return {
    street: `Harbour Street ${randomInt(1, 200)}`,
    postcode: String(randomInt(10_000, 99_999)),
    city: pick(['Hamburg', 'Lyon']),
    country: pick(['DE', 'FR']),
  };
}

/** @type {Reader[]} */
export const readers = [
  {
    principal: 'payment-service',
    group: 'payment-service',
    topics: ['sales.orders.v1'],
  },
  {
    principal: 'shipment-service',
    group: 'shipment-service',
    topics: ['sales.orders.v2'],
  },
  {
    principal: 'warehouse-service',
    group: 'warehouse-service',
    topics: ['sales.orders.v2'],
  },
  {
    principal: 'route-planner',
    group: 'route-planner.tracking',
    topics: ['logistics.shipments.v1', 'logistics.fleet.vehicle-positions.v1'],
  },
  {
    principal: 'support-desk',
    group: 'support-desk',
    topics: ['customer.profiles.v1'],
  },
  {
    // Slower than what arrives: its lag is real and grows.
    principal: 'analytics',
    group: 'analytics.sales-dashboard',
    topics: ['sales.orders.v1', 'sales.payments.v1'],
    delayMs: 1_500,
  },
];

/** Committed once, and never seen again. */
export const idle = {
  principal: 'analytics',
  group: 'analytics.monthly-report',
  topic: 'logistics.deliveries.v1',
};
