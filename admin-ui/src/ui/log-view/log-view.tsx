import { Alert, Box, Card, Divider, Typography } from '@mui/material';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type ReactNode,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { useTranslate } from 'react-admin';
import { MONOSPACE } from '../../theme/theme.js';
import { ProblemAlert } from '../problem-alert.js';
import { chooseLines, type Level } from './choose-lines.js';
import { LOG_ROWS, LogRow } from './log-row.js';
import { LogToolbar } from './log-toolbar.js';
import { type LogLine, type LogState, RecordLog, type WithLog } from './record-log.js';
import { countWritten } from '../measures.js';
import { useRegion } from '../use-region.js';

interface LogViewProps {
  resource: WithLog;
  id: string;
  /** Of what is going on now the end is shown first, of what has ended the beginning. */
  isRunning?: boolean;
}

/** The log of a record, live: by level, searched, followed; smooth however long it is. */
export function LogView(props: LogViewProps): ReactNode {
  return <LogOf key={`${props.resource} ${props.id}`} {...props} />;
}

function LogOf({ resource, id, isRunning = false }: LogViewProps): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const [log] = useState(() => new RecordLog(resource, id));
  const state = useSyncExternalStore(log.listen, log.snapshot);
  const [level, setLevel] = useState<Level>('debug');
  const [text, setText] = useState('');
  const [isFollowing, setIsFollowing] = useState(isRunning);
  const wanted = useDeferredValue(text);
  const shown = useMemo(() => chooseLines(state.lines, level, wanted), [state.lines, level, wanted]);

  useEffect(() => log.start(), [log]);

  return (
    <Card aria-busy={state.isLoading}>
      <LogToolbar
        {...{ level, text, isFollowing, shown }}
        onLevel={setLevel}
        onText={setText}
        onFollow={setIsFollowing}
        count={countInWords(state, shown.length, translate, locale)}
        fileName={`${resource}-${id}.log`}
      />
      <Divider />
      {state.connection === 'lost' ? (
        <Alert severity="warning" role="status" sx={{ borderRadius: 0 }}>
          {translate('bs.log.lost')}
        </Alert>
      ) : null}
      <ProblemAlert error={state.error} onRetry={log.retry} />
      <LogLines lines={shown} text={wanted} isFollowing={isFollowing} onFollow={setIsFollowing}>
        {translate(
          state.isLoading ? 'bs.log.loading' : state.lines.length === 0 ? 'bs.log.empty' : 'bs.log.none_found',
        )}
      </LogLines>
    </Card>
  );
}

function countInWords(
  { lines, isLoading, connection }: LogState,
  found: number,
  translate: ReturnType<typeof useTranslate>,
  locale: string,
): string {
  const inWords = (count: number): string => countWritten(count, locale);
  if (isLoading && lines.length === 0) return translate('bs.log.loading');
  const count =
    found === lines.length
      ? translate('bs.log.lines', { smart_count: lines.length }).replace(String(lines.length), inWords(lines.length))
      : translate('bs.log.found', { found: inWords(found), count: inWords(lines.length) });
  const state = isLoading ? translate('bs.log.loading') : connection === 'live' ? translate('bs.log.live') : '';
  return state === '' ? count : `${count} · ${state}`;
}

const ROW_PX = 23;
const estimateSize = (): number => ROW_PX;
/** So near to the end counts as there. */
const NEAR_PX = 32;

interface LogLinesProps {
  lines: readonly LogLine[];
  text: string;
  isFollowing: boolean;
  /** Scrolling up leaves the end, scrolling to the end follows it again. */
  onFollow: (isFollowing: boolean) => void;
  /** In the place of lines, where there are none. */
  children: ReactNode;
}

function LogLines({ lines, text, isFollowing, onFollow, children }: LogLinesProps): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const scroller = useRef<HTMLDivElement>(null);
  const scrolledTo = useRef(0);
  const time = useMemo(
    () =>
      new Intl.DateTimeFormat(locale, {
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
        fractionalSecondDigits: 3,
        hourCycle: 'h23',
      }),
    [locale],
  );
  // With another function all lines are measured anew, a hundred thousand of them with each step of scrolling.
  const getItemKey = useCallback((index: number) => lines[index]?.seq ?? index, [lines]);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoised by a compiler
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize,
    getItemKey,
    overscan: 20,
    useFlushSync: false,
  });

  useEffect(() => {
    if (isFollowing && lines.length > 0) rows.scrollToIndex(lines.length - 1, { align: 'end' });
  }, [isFollowing, lines.length, rows]);

  const scrolled = (): void => {
    const box = scroller.current;
    if (box === null) return;
    const wasAt = scrolledTo.current;
    scrolledTo.current = box.scrollTop;
    const isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
    if (isFollowing && box.scrollTop < wasAt - 1 && !isAtEnd) onFollow(false);
    else if (!isFollowing && box.scrollTop > wasAt && isAtEnd) onFollow(true);
  };

  const items = rows.getVirtualItems();
  return (
    <Box
      ref={scroller}
      role="region"
      aria-label={translate('bs.log.name')}
      // Scrolled by the keyboard, too.
      tabIndex={0}
      onScroll={scrolled}
      sx={{
        maxHeight: 'min(62vh, 720px)',
        minHeight: 240,
        overflow: 'auto',
        fontFamily: MONOSPACE,
        fontSize: 12.5,
        lineHeight: 1.5,
        ...LOG_ROWS,
      }}
    >
      {lines.length === 0 ? <Typography sx={{ color: 'text.secondary', p: 2 }}>{children}</Typography> : null}
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        <div
          style={{ position: 'absolute', insetInline: 0, top: 0, transform: `translateY(${items[0]?.start ?? 0}px)` }}
        >
          {items.map(({ key, index }) => {
            const line = lines[index];
            return line === undefined ? null : (
              <div key={key} ref={rows.measureElement} data-index={index}>
                <LogRow line={line} text={text} time={time} />
              </div>
            );
          })}
        </div>
      </div>
    </Box>
  );
}
