import { CloseButton, Kbd } from '@mantine/core';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../useKeys.ts';
import { type Piece, piecesOf, type QueryHint, type Suggestion, suggestionsAt } from './pieces.ts';
import classes from './QueryInput.module.css';
import { Suggestions } from './Suggestions.tsx';

type Props = {
  /** The query as its reader writes it. */
  value: string;
  onChange: (query: string) => void;
  onSubmit?: (query: string) => void;
  hints: QueryHint[];
  placeholder: string;
  /** Where the server stumbled (offset from 0) and its sentence. */
  problem?: { position: number; detail: string } | null;
};

/** One line of text that is the query; filters in it look like chips and complete themselves. */
export function QueryInput(props: Props) {
  const { t } = useTranslation('ui');
  const { value, onChange, problem } = props;
  const input = useRef<HTMLInputElement>(null);
  const mirror = useRef<HTMLDivElement>(null);
  const id = useId();
  const completion = useCompletion(props, input);
  useKeys({
    '/': (event) => {
      event.preventDefault();
      input.current?.focus();
    },
  });
  const syncScroll = () => {
    if (mirror.current && input.current) {
      mirror.current.style.transform = `translateX(${-input.current.scrollLeft}px)`;
    }
  };
  return (
    <div className={classes.query} data-bad={problem ? true : undefined}>
      <div className={classes.field}>
        <div className={classes.mirror} aria-hidden="true">
          <div ref={mirror}>
            {piecesOf(value).map((piece) => (
              <Shown key={piece.from} piece={piece} at={problem?.position} />
            ))}
          </div>
        </div>
        <input
          ref={input}
          className={classes.input}
          type="text"
          role="combobox"
          aria-label={t('query.label')}
          aria-expanded={completion.options.length > 0}
          aria-controls={`${id}-options`}
          aria-autocomplete="list"
          aria-activedescendant={completion.at >= 0 ? `${id}-${completion.at}` : undefined}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? `${id}-problem` : undefined}
          placeholder={props.placeholder}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          value={value}
          onChange={(event) => {
            onChange(event.currentTarget.value);
            completion.look(event.currentTarget.value, event.currentTarget.selectionStart ?? 0);
          }}
          onScroll={syncScroll}
          onSelect={syncScroll}
          onKeyDown={completion.onKeyDown}
          onBlur={completion.close}
        />
      </div>
      {value ? (
        <CloseButton size="sm" aria-label={t('query.clear')} onClick={() => onChange('')} />
      ) : (
        <Kbd className={classes.kbd}>/</Kbd>
      )}
      <Suggestions id={id} {...completion} label={t('query.suggestions')} />
      {problem ? (
        <p id={`${id}-problem`} role="alert" className={classes.problem}>
          {problem.detail}
        </p>
      ) : null}
    </div>
  );
}

function useCompletion(props: Props, input: React.RefObject<HTMLInputElement | null>) {
  const [options, setOptions] = useState<Suggestion[]>([]);
  const [at, setAt] = useState(-1);
  const close = () => setOptions([]);
  const look = (query: string, caret: number) => {
    const found = suggestionsAt(query, caret, props.hints);
    setOptions(found);
    setAt(found[0]?.kind === 'value' ? 0 : -1);
  };
  const take = (option: Suggestion) => {
    const isWhole = option.kind === 'value';
    const rest = props.value.slice(option.to).replace(/^ /, isWhole ? '' : ' ');
    const head = props.value.slice(0, option.from) + option.insert + (isWhole ? ' ' : '');
    props.onChange(head + rest);
    look(head + rest, head.length);
    requestAnimationFrame(() => input.current?.setSelectionRange(head.length, head.length));
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = options[at] ?? (event.key === 'Tab' ? options[0] : undefined);
    if (step && options.length > 0) setAt((at + step + options.length) % options.length);
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) take(chosen);
    else if (event.key === 'Enter') props.onSubmit?.(props.value);
    else if (event.key === 'Escape' && options.length > 0) close();
    else if (event.key === 'Escape') input.current?.blur();
    else return;
    event.preventDefault();
  };
  return { options, at, close, look, take, onKeyDown };
}

/** A piece as drawn behind the input: same characters, same widths. */
function Shown({ piece, at }: { piece: Piece; at?: number }) {
  const isBad = at !== undefined && at >= piece.from && at < Math.max(piece.to, piece.from + 1);
  if (piece.kind !== 'filter') {
    return (
      <span data-bad={isBad || undefined} className={piece.kind === 'operator' ? classes.op : ''}>
        {piece.text}
      </span>
    );
  }
  const isNot = piece.text.startsWith('-');
  return (
    <span className={classes.term} data-bad={isBad || undefined}>
      {isNot ? <span className={classes.not}>-</span> : null}
      <i>{piece.text.slice(isNot ? 1 : 0, piece.head)}</i>
      {piece.text.slice(piece.head)}
    </span>
  );
}
