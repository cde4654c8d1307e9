import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { Mark } from './Mark';

const useStyles = makeStyles(theme => ({
  root: {
    height: 3 * sidebarConfig.logoHeight,
    display: 'flex',
    alignItems: 'center',
  },
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    marginLeft: theme.spacing(3),
    color: theme.palette.navigation.selectedColor,
    ...theme.typography.h6,
    whiteSpace: 'nowrap',
  },
}));

/** The portal's mark, with its name where there is room for it. */
export const SidebarLogo = () => {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  return (
    <div className={classes.root}>
      <Link to="/" underline="none" className={classes.link} aria-label="Home">
        <Mark size={26} />
        {isOpen && <span>Data Mesh</span>}
      </Link>
    </div>
  );
};
