import { SidebarItem } from '@backstage/core-components';
import type { NavContentNavItem } from '@backstage/plugin-app-react';
import { Tag, TagGroup } from '@backstage/ui';
import { useToDecideCount } from '@data-mesh/backstage-plugin-data-mesh';

/** The data mesh, with how much waits for one's decision. */
export const MeshSidebarItem = ({ icon, href, title }: NavContentNavItem) => {
  const count = useToDecideCount();
  return (
    <SidebarItem
      icon={() => icon}
      to={href}
      text={title}
      hasNotifications={Boolean(count)}
    >
      {Boolean(count) && (
        <TagGroup aria-label="To decide">
          <Tag size="small" href={`${href}/to-decide`}>
            {`${count}`}
          </Tag>
        </TagGroup>
      )}
    </SidebarItem>
  );
};
