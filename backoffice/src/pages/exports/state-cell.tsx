/** How far an export is: in words, with a bar where the number of rows is known. */
import Box from '@cloudscape-design/components/box';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { isUnderWay, type Export, type ExportState } from '../../api/exports';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';

const LOOKS: Record<ExportState, StatusIndicatorProps.Type> = {
  waiting: 'pending',
  running: 'in-progress',
  done: 'success',
  failed: 'error',
  cancelled: 'stopped',
  expired: 'info',
};

export function StateCell({ one }: { one: Export }) {
  const words = useI18n().text.exports;
  return (
    <>
      <StatusIndicator type={LOOKS[one.state]}>{words.states[one.state]}</StatusIndicator>
      {isUnderWay(one) && <Progress one={one} />}
      {one.state === 'done' && <AboutFile one={one} />}
      {one.failure && <Box variant="small" display="block">{words.failures[one.failure]}</Box>}
    </>
  );
}

function Progress({ one }: { one: Export }) {
  const words = useI18n().text.exports;
  const dates = useDates();
  const { expected_rows: expected } = one;
  const sentence = words.progress(dates.count(one.rows), expected === null ? null : dates.count(expected));
  if (!expected) return <Box variant="small" display="block">{sentence}</Box>;
  // Rows may have come in since it was counted: the bar never tells that all is done before it is.
  const value = Math.min(99, Math.floor((100 * one.rows) / expected));
  return <ProgressBar value={value} additionalInfo={sentence} ariaLabel={words.progressLabel(dates.instant(one.created_at))} />;
}

function AboutFile({ one }: { one: Export }) {
  const { language, text } = useI18n();
  const dates = useDates();
  const size = one.size === null ? null : sizeOf(one.size, language);
  const until = one.expires_at && text.exports.until(dates.instant(one.expires_at));
  return (
    <Box variant="small" display="block">
      {[size, until].filter(Boolean).join(', ')}
    </Box>
  );
}

const STEP = 1000;

function sizeOf(bytes: number, language: string): string {
  const power = Math.min(3, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(STEP)));
  const unit = ['byte', 'kilobyte', 'megabyte', 'gigabyte'][power] ?? 'byte';
  const format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 });
  return format.format(bytes / STEP ** power);
}
