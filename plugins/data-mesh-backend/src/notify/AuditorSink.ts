import type { AuditorService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { HistoryEntry } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import type { HistoryAction } from '../history/actions';
import { textOf } from '../history/wording';
import { readHead } from './followerRows';
import type { HistorySink } from './HistorySink';

type Severity = 'low' | 'medium' | 'high' | 'critical';

/** As the auditor has it: `high` is a change of what somebody may do. */
const SEVERITIES: Record<HistoryAction, Severity> = {
  'request.submitted': 'medium',
  'request.refused': 'medium',
  'item.approved': 'high',
  'item.rejected': 'medium',
  'item.withdrawn': 'medium',
  'item.reminded': 'low',
  'item.escalated': 'low',
  'decision.refused': 'high',
  'grant.created': 'high',
  'grant.activated': 'high',
  'grant.failed': 'medium',
  'grant.retried': 'medium',
  'grant.renewed': 'high',
  'grant.renewal-refused': 'medium',
  'grant.reminded': 'low',
  'grant.unseen': 'low',
  'grant.ending': 'high',
  'grant.revocation-refused': 'high',
  'grant.expired': 'high',
  'grant.revoked': 'high',
  'grant.break-glass': 'critical',
  'grant.review-reminded': 'low',
  'grant.review-refused': 'medium',
  'grant.reviewed': 'high',
  'campaign.started': 'medium',
  'campaign.reminded': 'low',
  'campaign.confirmed': 'medium',
  'campaign.dropped': 'high',
  'campaign.closed': 'medium',
  'campaign.refused': 'high',
  'campaign.decision-refused': 'high',
  'binding.preexisting': 'medium',
  'binding.created': 'high',
  'binding.missing': 'high',
  'binding.repair-requested': 'medium',
  'binding.returned': 'high',
  'binding.removed': 'high',
  'binding.kept': 'medium',
  'binding.adopted': 'high',
  'binding.ignored': 'medium',
  'binding.unignored': 'medium',
  'binding.revoked': 'high',
  'principal.confirmed': 'high',
  'principal.created': 'high',
  'principal.revealed': 'high',
  'principal.reveal-refused': 'high',
  'principal.dropped': 'high',
  'principal.removed': 'high',
  'offsets.reset': 'high',
  'offsets.reset-refused': 'high',
  'records.sampled': 'medium',
  'records.sample-refused': 'high',
  'exemption.requested': 'low',
  'exemption.approved': 'high',
  'exemption.rejected': 'medium',
  'exemption.revoked': 'medium',
  'exemption.ended': 'low',
  'exemption.refused': 'high',
  'claim.requested': 'medium',
  'claim.accepted': 'high',
  'claim.declined': 'medium',
  'claim.withdrawn': 'low',
  'claim.refused': 'high',
  'deprecation.announced': 'low',
  'deprecation.reminded': 'low',
  'deprecation.lifted': 'low',
  'domain.published': 'high',
  'domain.changed': 'high',
  'domain.unpublished': 'high',
  'domain.transfer-proposed': 'medium',
  'domain.transferred': 'high',
  'domain.transfer-declined': 'medium',
  'domain.refused': 'high',
  'policy.announced': 'medium',
  'policy.enforced': 'medium',
  'policy.published': 'high',
  'policy.refused': 'high',
  'policy.retired': 'high',
  'policy.violated': 'medium',
  'product.published': 'high',
  'product.changed': 'medium',
  'product.deprecated': 'high',
  'product.reinstated': 'high',
  'product.retired': 'high',
  'product.promoted': 'high',
  'product.unpublished': 'high',
  'product.transfer-proposed': 'medium',
  'product.transferred': 'high',
  'product.transfer-declined': 'medium',
  'product.refused': 'high',
  'run.undone': 'high',
  'run.refused': 'high',
  'schema.registered': 'high',
  'schema.removed': 'high',
  'schema.refused': 'high',
  'schema-change.proposed': 'medium',
  'schema-change.asked': 'low',
  'schema-change.answered': 'medium',
  'schema-change.reminded': 'low',
  'schema-change.escalated': 'low',
  'schema-change.accepted': 'medium',
  'schema-change.overridden': 'high',
  'schema-change.withdrawn': 'medium',
  'schema-change.level-lowered': 'high',
  'schema-change.level-restored': 'high',
  'schema-change.level-kept': 'high',
  'schema-change.registered': 'high',
  'schema-change.failed': 'medium',
  'schema-change.retried': 'medium',
  'schema-change.refused': 'high',
  'schema-change.bypassed': 'high',
  'schema-change.bypass-resolved': 'medium',
  'slo.breached': 'low',
  'slo.recovered': 'low',
  'topic.changed': 'high',
  'topic.created': 'high',
  'topic.removed': 'high',
  'topic.refused': 'high',
};

/** What the auditor is told of an entry. */
export function auditorEventOf(entry: HistoryEntry): {
  eventId: string;
  severityLevel: Severity;
  meta: JsonObject;
  /** Why an attempt was refused, or why something did not succeed. */
  error?: Error;
} {
  const { action, details } = entry;
  const failed = action.endsWith('refused') || action.endsWith('.failed');
  const reason = textOf(details, 'message') ?? textOf(details, 'reason');
  const severity = Object.entries(SEVERITIES).find(([a]) => a === action)?.[1];
  return {
    eventId: `access-${action.replace('.', '-')}`,
    severityLevel: severity ?? 'medium',
    // Without what is undefined, which is no JSON.
    meta: JSON.parse(JSON.stringify(entry)),
    ...(failed ? { error: new Error(reason ?? entry.sentence) } : {}),
  };
}

/** Passes the history on to Backstage's auditor, entry by entry. */
export class AuditorSink implements HistorySink {
  readonly name = 'auditor';
  readonly title = "Backstage's auditor";
  readonly #auditor: AuditorService;
  readonly #db: Knex;

  constructor(options: { auditor: AuditorService; db: Knex }) {
    this.#auditor = options.auditor;
    this.#db = options.db;
  }

  async prepare(entries: HistoryEntry[]) {
    return entries.map(entry => ({
      seqs: [entry.seq],
      send: () => this.#pass(entry),
    }));
  }

  async afterwards(): Promise<void> {
    await this.publishHead();
  }

  /**
   * Notes the last entry's hash where whoever can write to our database cannot
   * change it; the command that verifies the history takes it from there.
   */
  async publishHead(): Promise<void> {
    const head = await readHead(this.#db);
    if (!head || head.seq === 0) return;
    const event = await this.#auditor.createEvent({
      eventId: 'history-head',
      // Of what is low, Backstage by default logs nothing.
      severityLevel: 'medium',
      meta: head,
    });
    await event.success();
  }

  async #pass(entry: HistoryEntry): Promise<void> {
    const { error, ...options } = auditorEventOf(entry);
    const event = await this.#auditor.createEvent(options);
    await (error ? event.fail({ error }) : event.success());
  }
}
