import {
  ActionIcon,
  Button,
  Checkbox,
  Drawer,
  Input,
  InputWrapper,
  type MantineThemeComponents,
  Menu,
  Modal,
  Popover,
  Radio,
  Tooltip,
} from '@mantine/core';

const heights: Record<string, string> = { xs: '26px', sm: '32px', md: '40px', lg: '44px' };
const paddings: Record<string, string> = { xs: '8px', sm: '11px', md: '16px', lg: '20px' };
const heightOf = (size: unknown) => heights[String(size ?? 'sm')] ?? '32px';

/** Sizes and defaults of Mantine's components: dense (32 px) unless asked otherwise. */
export const components: MantineThemeComponents = {
  Button: Button.extend({
    defaultProps: { size: 'sm', variant: 'default' },
    vars: (_theme, props) => ({
      root: {
        '--button-height': heightOf(props.size),
        '--button-padding-x': paddings[String(props.size ?? 'sm')],
        '--button-fz': props.size === 'xs' ? '13px' : '14px',
        ...(props.variant === 'filled' && props.color === undefined
          ? { '--button-color': 'var(--accent-ink)' }
          : {}),
        ...(props.variant === 'filled' && props.color === 'red'
          ? { '--button-color': 'var(--ground)' }
          : {}),
      },
      label: {},
    }),
    styles: { root: { fontWeight: 500 } },
  }),
  ActionIcon: ActionIcon.extend({
    defaultProps: { variant: 'subtle', color: 'gray', size: 28 },
  }),
  Input: Input.extend({
    defaultProps: { size: 'sm' },
    vars: (_theme, props) => ({
      wrapper: {
        '--input-height': heightOf(props.size),
        '--input-fz': props.size === 'lg' ? '16px' : '14px',
      },
    }),
  }),
  InputWrapper: InputWrapper.extend({
    defaultProps: { size: 'sm', inputWrapperOrder: ['label', 'description', 'input', 'error'] },
    styles: {
      label: { fontWeight: 500, marginBottom: 4 },
      description: { color: 'var(--ink-3)', fontSize: 12, marginBottom: 4 },
      error: { fontSize: 13 },
    },
  }),
  Checkbox: Checkbox.extend({
    defaultProps: { size: 'xs', radius: 4 },
    styles: {
      label: { fontSize: 14, lineHeight: '18px', paddingInlineStart: 8 },
      description: { fontSize: 12, paddingInlineStart: 8, marginTop: 2 },
    },
  }),
  Radio: Radio.extend({
    defaultProps: { size: 'xs' },
    styles: {
      label: { fontSize: 14, lineHeight: '18px', paddingInlineStart: 8 },
      description: { fontSize: 12, paddingInlineStart: 8, marginTop: 2 },
    },
  }),
  Modal: Modal.extend({
    defaultProps: {
      centered: true,
      transitionProps: { transition: 'fade', duration: 120 },
      overlayProps: { backgroundOpacity: 0.32 },
      radius: 'lg',
      shadow: 'xl',
      attributes: { header: { role: 'none' } },
    },
    styles: { title: { fontWeight: 650, fontSize: 16 } },
  }),
  Drawer: Drawer.extend({ defaultProps: { attributes: { header: { role: 'none' } } } }),
  Menu: Menu.extend({
    defaultProps: {
      shadow: 'md',
      position: 'bottom-end',
      transitionProps: { duration: 100 },
      radius: 'lg',
    },
  }),
  Popover: Popover.extend({
    defaultProps: { shadow: 'md', transitionProps: { duration: 100 }, radius: 'lg' },
  }),
  Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, transitionProps: { duration: 80 } } }),
};
