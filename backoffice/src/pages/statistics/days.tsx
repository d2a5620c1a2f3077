/** The period day by day: a chart to see it, and a table with the same figures for who cannot, or wants the rows. */
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import LineChart from '@cloudscape-design/components/line-chart';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { DayFigures, StatisticsFilter } from '../../api/statistics';
import type { Milestone } from '../../api/types';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import { DaysTable } from './days-table';

/** Lines that tell the days apart; the stages between are in the table. */
const LINES: readonly Milestone[] = ['sent', 'opened', 'form_opened', 'review_submitted'];
const CHART_HEIGHT = 260;

export function Days({ days, filter }: { days: readonly DayFigures[]; filter: StatisticsFilter }) {
  const words = useI18n().text.statistics.days;
  return (
    <Container header={<Header variant="h2">{words.title}</Header>}>
      <SpaceBetween size="m">
        <Chart days={days} />
        <ExpandableSection headerText={words.table} data-testid="days-as-table">
          <DaysTable days={days} filter={filter} />
        </ExpandableSection>
      </SpaceBetween>
    </Container>
  );
}

function Chart({ days }: { days: readonly DayFigures[] }) {
  const { text } = useI18n();
  const dates = useDates();
  const words = text.statistics.days;
  const instants = days.map(({ day }) => noon(day));
  const highest = Math.max(1, ...days.flatMap((figures) => LINES.map((milestone) => figures[milestone])));
  const [first, last] = [instants[0], instants.at(-1)];
  return (
    <LineChart
      series={LINES.map((milestone) => ({
        type: 'line',
        title: text.tracking.filters.milestones[milestone],
        data: days.map((figures) => ({ x: noon(figures.day), y: figures[milestone] })),
        valueFormatter: (value: number) => dates.count(value),
      }))}
      xScaleType="time"
      {...(first && last ? { xDomain: [first, last] } : {})}
      yDomain={[0, highest]}
      yTitle={words.axis}
      i18nStrings={{ xTickFormatter: (date: Date) => dates.shortDay(dayOf(date)), yTickFormatter: (value: number) => (Number.isInteger(value) ? dates.count(value) : '') }}
      detailPopoverFooter={(date: Date) => <Box fontSize="body-s">{dates.day(dayOf(date))}</Box>}
      ariaLabel={words.chart}
      ariaDescription={useChartText(days)}
      height={CHART_HEIGHT}
      hideFilter
      statusType="finished"
      data-testid="days-chart"
    />
  );
}

/** The chart in one sentence. */
function useChartText(days: readonly DayFigures[]): string {
  const words = useI18n().text.statistics.days;
  const dates = useDates();
  const sum = (milestone: Milestone) => dates.count(days.reduce((total, figures) => total + figures[milestone], 0));
  const [first, last] = [days[0]?.day, days.at(-1)?.day];
  return first && last ? words.chartText(dates.day(first), dates.day(last), sum('sent'), sum('review_submitted')) : '';
}

/** A day's place on the axis. Noon, so that no change of clocks in the browser's zone makes it another day. */
function noon(day: string): Date {
  return new Date(`${day}T12:00:00`);
}

function dayOf(noonOfDay: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short' }).format(noonOfDay);
}
