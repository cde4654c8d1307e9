/**
 * What a form asks of access: which ports, for whom, what for and how long.
 *
 * @public
 */
export type AccessDraft = {
  /** Ref of the component, system or resource that reads. */
  consumer: string;
  /** Refs of data products, and names of their ports. */
  inputs: Array<{ product: string; port: string }>;
  purpose: string;
  /** ISO 8601 period. */
  duration: string;
  /** Consumer groups besides those named after the consumer. */
  groups?: string[];
};
