import { createHash, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { ROWS_PER_STATEMENT, toNumber, toOptionalNumber } from '../rows';
import type { FindingRow } from '../tables';
import type { Severity, Stage } from './policy';

/** Something that a policy finds wrong now. */
export type Found = {
  policyId: string;
  productRef: string;
  subject: string;
  severity: Severity;
  stage: Stage;
  value: string;
  message: string;
  remedy: string;
};

/** A finding as stored. */
export type Finding = Found & {
  id: string;
  firstSeenAt: number;
  fixedAt?: number;
};

/** What tells findings apart that are open at the same time. */
function findingKey({
  policyId,
  productRef,
  subject,
}: Pick<Found, 'policyId' | 'productRef' | 'subject'>): string {
  return createHash('sha256')
    .update(JSON.stringify([policyId, productRef, subject]))
    .digest('hex');
}

function toFinding(row: FindingRow): Finding {
  return {
    id: row.id,
    policyId: row.policy_id,
    productRef: row.product_ref,
    subject: row.subject,
    severity: row.severity as Severity,
    stage: row.stage as Stage,
    value: row.value,
    message: row.message,
    remedy: row.remedy,
    firstSeenAt: toNumber(row.first_seen_at),
    fixedAt: toOptionalNumber(row.fixed_at),
  };
}

/** What to look for among findings; all that is given must hold. */
export type FindingFilter = {
  policyId?: string;
  productRef?: string;
  severity?: string;
  /** Default: both. */
  state?: 'open' | 'fixed';
};

/** Findings that match: the worst first, then the newest. */
export async function readFindings(
  tx: Knex,
  filter: FindingFilter = {},
): Promise<Finding[]> {
  const query = tx<FindingRow>('findings')
    .orderByRaw(
      "case severity when 'error' then 0 when 'warning' then 1 else 2 end",
    )
    .orderBy([
      { column: 'first_seen_at', order: 'desc' },
      { column: 'product_ref' },
      { column: 'id' },
    ])
    .select();
  if (filter.policyId) query.where({ policy_id: filter.policyId });
  if (filter.productRef) query.where({ product_ref: filter.productRef });
  if (filter.severity) query.where({ severity: filter.severity });
  if (filter.state === 'open') query.whereNull('fixed_at');
  if (filter.state === 'fixed') query.whereNotNull('fixed_at');
  return (await query).map(toFinding);
}

/** What is new since a product was evaluated before. */
export type FindingNews = {
  /** That were not open before. */
  fresh: Finding[];
  /** That were open before, and have something stopped only now. */
  enforced: Finding[];
};

const stops = ({ severity, stage }: { severity: string; stage: string }) =>
  severity === 'error' && stage === 'enforce';

/** Brings the findings of one product in line with what was found now. */
export async function writeFindings(
  tx: Knex,
  productRef: string,
  found: Found[],
  now: number,
): Promise<FindingNews> {
  const rows = await tx<FindingRow>('findings')
    .where({ product_ref: productRef })
    .whereNull('fixed_at')
    .select();
  const open = new Map(rows.map(row => [row.open_key, row]));
  const fresh: FindingRow[] = [];
  const enforced: FindingRow[] = [];
  for (const [key, each] of new Map(found.map(f => [findingKey(f), f]))) {
    const { severity, stage, value, message, remedy } = each;
    const told = { severity, stage, value, message, remedy };
    const before = open.get(key);
    open.delete(key);
    if (!before) {
      fresh.push({
        id: randomUUID(),
        policy_id: each.policyId,
        product_ref: productRef,
        subject: each.subject,
        ...told,
        first_seen_at: now,
        fixed_at: null,
        open_key: key,
      });
      continue;
    }
    const isSame = Object.entries(told).every(
      ([name, text]) => Reflect.get(before, name) === text,
    );
    if (!isSame) await tx('findings').where({ id: before.id }).update(told);
    if (stops(told) && !stops(before)) enforced.push({ ...before, ...told });
  }
  if (fresh.length > 0) {
    await tx.batchInsert('findings', fresh, ROWS_PER_STATEMENT);
  }
  const gone = [...open.values()].map(({ id }) => id);
  for (let i = 0; i < gone.length; i += ROWS_PER_STATEMENT) {
    await tx<FindingRow>('findings')
      .whereIn('id', gone.slice(i, i + ROWS_PER_STATEMENT))
      .update({ fixed_at: now, open_key: null });
  }
  return { fresh: fresh.map(toFinding), enforced: enforced.map(toFinding) };
}
