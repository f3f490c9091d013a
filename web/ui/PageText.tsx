import classes from './PageText.module.css';

/**
 * The text of a page as the server wrote it: its own few tags around escaped text, whatever staff
 * typed (src/templates/pages/markup.ts).
 */
export function PageText({ html }: { html: string }) {
  return (
    <div
      className={classes.text}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: nothing but our own markup is in it
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
