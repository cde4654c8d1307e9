import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  search?: {
    collators?: {
      /** Data products in the portal's search. */
      dataMesh?: {
        /**
         * How often the index is made anew. Default: every 10 minutes, for the
         * first time 10 seconds after the start.
         */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        /**
         * Where the page of a product is, with `:namespace`, `:kind` and
         * `:name`. Default: `/catalog/:namespace/:kind/:name`.
         */
        locationTemplate?: string;
      };
    };
  };
}
