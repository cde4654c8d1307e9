export interface Config {
  auth?: {
    providers?: {
      demo?: {
        /**
         * The users whom the demo's sign-in page offers, in its order. Where it
         * is set, nobody else can sign in; where it is not, the page is empty,
         * and any user of the catalog's default namespace can get a token.
         *
         * @deepVisibility frontend
         */
        users?: Array<{
          /** Name of the User entity in the namespace `default`. */
          name: string;
          /** The person's name, as people say it. */
          title: string;
          /** The team or role, in a few words. */
          team: string;
          /** One sentence: what this person can do, or wants to. */
          can: string;
        }>;
      };
    };
  };
}
