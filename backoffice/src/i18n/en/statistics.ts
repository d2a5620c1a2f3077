/** English: the page of statistics. */
import type { StatisticsSentences } from '../statistics-sentences';

export const statistics: StatisticsSentences = {
  title: 'Statistics',
  description:
    'How far the requests came whose first email left in the period. As long as it has not left, a request counts on the day for which it is planned.',
  loading: 'Loading statistics…',
  failed: 'The statistics could not be loaded',
  beingCounted: 'The requests are being counted',
  beingCountedHelp: 'The figures will be here in a moment. Refresh the page to see them.',
  none: 'No email left in this period',
  noneHelp: 'Widen the period or remove filters.',
  filters: {
    period: 'First email sent',
    tooEarly: (months) => `Statistics go back ${months} months: choose a shorter period.`,
    tooLate: 'Choose a last day at most one year ahead.',
    shop: 'Shop',
    allShops: 'All shops',
  },
  pages: { label: (table) => `Pages: ${table}`, previous: 'Previous page', next: 'Next page', page: (page) => `Page ${page}` },
  showRows: (figure) => `${figure.replace(/\.$/, '')}. Show these requests`,
  funnel: {
    title: 'Funnel',
    help: 'Each stage also counts the requests that went further. Press a figure to see its requests.',
    stage: 'Stage',
    requests: 'Requests',
    absolute: 'Of the emails sent',
    relative: 'Of the stage before',
    openings: {
      aggregated: (count) =>
        `Openings are not followed customer by customer: “Email opened” counts only those who went on to the form. These emails were opened ${count} times, whatever the filters other than the period; who opens twice counts twice.`,
      off: 'Openings are not followed: “Email opened” counts only those who went on to the form.',
    },
  },
  reminders: {
    title: 'What reminders added',
    none: 'No reminder left to these customers.',
    sent: (count, shown) => (count === 1 ? `${shown} request got a reminder.` : `${shown} requests got a reminder.`),
    reviews: (count, shown, share) =>
      `${shown} ${count === 1 ? 'review was' : 'reviews were'} submitted after it${share === null ? '' : `, ${share} of all reviews`}.`,
    forms: (count, shown) => (count === 1 ? `${shown} form was first opened after it.` : `${shown} forms were first opened after it.`),
    help: 'After: later than the first reminder left. Without it, the customer might have answered all the same.',
  },
  days: {
    title: 'Day by day',
    chart: 'Requests by the day of their first email',
    chartText: (first, last, sent, reviews) =>
      `From ${first} to ${last}: ${sent} first emails sent, ${reviews} reviews submitted. The table below holds every day.`,
    axis: 'Requests',
    day: 'Day',
    table: 'The same figures as a table',
    of: (stage, day) => `${stage}, ${day}`,
  },
  groups: {
    title: 'Compare',
    help: 'The filters above apply here too.',
    dimensions: { review_type: 'Review type', channel: 'Channel', shop_id: 'Shop', language: 'Language', template: 'Template' },
    none: {
      review_type: 'No request in this period.',
      channel: 'No request in this period.',
      shop_id: 'No request in this period names a shop.',
      language: 'No request in this period.',
      template: 'No email was written in this period.',
    },
    both: 'A request for a brand and a product review counts in both rows.',
    of: (stage, group) => `${stage}, ${group}`,
    rate: 'Reviews per email sent',
  },
};
