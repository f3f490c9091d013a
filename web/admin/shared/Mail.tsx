import type { ComponentProps } from 'react';
import classes from './Mail.module.css';

/** The page of an e-mail in a frame; its class gives the height, its `sandbox` what it may do. */
export function MailPage({ className = '', title, ...frame }: ComponentProps<'iframe'>) {
  return <iframe {...frame} title={title} className={`${classes.page} ${className}`} />;
}

/** An e-mail as text alone. */
export function MailText({ children }: { children: string }) {
  return <pre className={classes.text}>{children}</pre>;
}
