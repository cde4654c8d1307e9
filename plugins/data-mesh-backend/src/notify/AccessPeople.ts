/** Who is to be told; entity refs of users or groups. */
export interface AccessPeople {
  /** Who can decide the step that an item is at now. */
  decidersOfItem(itemId: string): Promise<string[]>;
  /** Who stands behind both sides of a grant. */
  ownersOfGrant(
    grantId: string,
  ): Promise<{ product: string[]; consumer: string[] }>;
  /** Who has yet to answer in a campaign, each with for how many grants. */
  askedInCampaign(
    campaignId: string,
  ): Promise<Array<{ owner: string; grants: number }>>;
  /** Who stands behind consumers, by their refs. */
  ownersOfConsumers(consumers: string[]): Promise<Map<string, string>>;
  /** Who is asked about a change of a schema, and who could override them. */
  askedAboutSchema(changeId: string): Promise<{
    waiting: Array<{ consumer: string; owner: string }>;
    readers: string[];
    overriders: string[];
  }>;
  /** Who stands behind a product, and behind those who read a topic of it. */
  ownersAround(
    productRef: string,
    cluster: string,
    topic: string,
  ): Promise<{ product: string[]; readers: string[] }>;
}
