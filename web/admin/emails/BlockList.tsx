import { ActionIcon, Button, CloseIcon, Menu, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { EmailBlock, EmailTextDetail, ParagraphKind } from '../../api/emailTexts.ts';
import { ButtonFields, FactsFields, ParagraphFields } from './BlockFields.tsx';
import classes from './Emails.module.css';
import { type EditedBlock, editedBlock, moved } from './edited.ts';

type Props = {
  detail: EmailTextDetail;
  blocks: EditedBlock[];
  disabled: boolean;
  errorOf: (path: string) => string | undefined;
  onChange: (blocks: EditedBlock[]) => void;
};

/** What the e-mail says between its title and its end, part by part. */
export function BlockList(props: Props) {
  const { blocks, disabled, errorOf, onChange } = props;
  const { t } = useTranslation('emails');
  return (
    <>
      {blocks.map((each, at) => (
        <BlockItem key={each.id} {...props} at={at} item={each} />
      ))}
      {errorOf('blocks') ? (
        <p role="alert" className={classes.problem}>
          {errorOf('blocks')}
        </p>
      ) : null}
      {disabled ? null : (
        <AddBlock
          detail={props.detail}
          isFull={blocks.length >= 30}
          onAdd={(block) => onChange([...blocks, editedBlock(block)])}
        />
      )}
      {disabled ? <p className="muted">{t('read_only')}</p> : null}
    </>
  );
}

type ItemProps = Props & { at: number; item: EditedBlock };

function BlockItem(props: ItemProps) {
  const { detail, blocks, disabled, errorOf, onChange, at, item } = props;
  const { t } = useTranslation('emails');
  const { block, id } = item;
  const name = t('block.name', { kind: t(`block.${kindOf(block)}`), at: at + 1 });
  const rest = {
    tags: detail.tags,
    disabled,
    errorOf: (part: string) => errorOf(`blocks.${at}.${part}`),
    onChange: (changed: EmailBlock) => onChange(blocks.with(at, { id, block: changed })),
  };
  return (
    <fieldset className={classes.block} aria-label={name}>
      <div className={classes.blockHead}>
        <Kind {...rest} block={block} name={name} />
        {disabled ? null : <BlockActs {...props} name={name} />}
      </div>
      {block.kind === 'facts' ? <FactsFields {...rest} block={block} /> : null}
      {block.kind === 'button' ? (
        <ButtonFields {...rest} block={block} links={detail.links} />
      ) : null}
      {'text' in block ? <ParagraphFields {...rest} block={block} /> : null}
    </fieldset>
  );
}

type KindProps = {
  block: EmailBlock;
  name: string;
  disabled: boolean;
  onChange: (block: EmailBlock) => void;
};

const weights: ParagraphKind[] = ['text', 'alert', 'small'];

/** What a part is; a paragraph can stand out more or less. */
function Kind({ block, name, disabled, onChange }: KindProps) {
  const { t } = useTranslation('emails');
  if (!('text' in block)) return <span>{t(`block.${kindOf(block)}`)}</span>;
  return (
    <Select
      className={classes.kind}
      aria-label={t('weight.label', { name })}
      allowDeselect={false}
      disabled={disabled}
      data={weights.map((kind) => ({ value: kind, label: t(`weight.${kind}`) }))}
      value={block.kind}
      onChange={(kind) => onChange({ ...block, kind: kind as ParagraphKind })}
    />
  );
}

function kindOf({ kind }: EmailBlock): 'paragraph' | 'facts' | 'button' {
  return kind === 'facts' || kind === 'button' ? kind : 'paragraph';
}

/** One place up or down, or away; at an end a button stays, so that the focus does too. */
function BlockActs({ blocks, at, onChange, name }: ItemProps & { name: string }) {
  const { t } = useTranslation('emails');
  const steps = [
    { key: 'up', sign: '↑', to: at - 1 },
    { key: 'down', sign: '↓', to: at + 1 },
  ] as const;
  return (
    <span className={classes.blockActs}>
      {steps.map(({ key, sign, to }) => {
        const isEnd = to < 0 || to >= blocks.length;
        return (
          <ActionIcon
            key={key}
            aria-label={t(`block.${key}`, { name })}
            aria-disabled={isEnd}
            data-disabled={isEnd || undefined}
            onClick={() => onChange(moved(blocks, at, to))}
          >
            {sign}
          </ActionIcon>
        );
      })}
      <ActionIcon
        aria-label={t('block.remove', { name })}
        onClick={() => onChange(blocks.toSpliced(at, 1))}
      >
        <CloseIcon size="16" />
      </ActionIcon>
    </span>
  );
}

type AddProps = {
  detail: EmailTextDetail;
  isFull: boolean;
  onAdd: (block: EmailBlock) => void;
};

function AddBlock({ detail, isFull, onAdd }: AddProps) {
  const { t } = useTranslation('emails');
  const [link] = detail.links;
  const news: { kind: 'paragraph' | 'facts' | 'button'; block: EmailBlock }[] = [
    { kind: 'paragraph', block: { kind: 'text', text: '' } },
    { kind: 'facts', block: { kind: 'facts', rows: [{ label: '', value: '' }] } },
    ...(link
      ? [{ kind: 'button' as const, block: { kind: 'button' as const, label: '', url: link.url } }]
      : []),
  ];
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button disabled={isFull}>
          {t('block.add')} <span aria-hidden="true">&nbsp;▾</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {news.map(({ kind, block }) => (
          <Menu.Item key={kind} onClick={() => onAdd(block)}>
            {t(`block.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
