/** English: every setting, what it does and what may be filled in. */
import type { FieldSentences, SettingsField } from '../settings-sentences';

const DELAY = 'Whole days from 0 to 365 and whole hours from 0 to 23.';

export const settingsFields: Record<SettingsField, FieldSentences> = {
  collects: { label: 'Reviews collected', help: 'By default both. A type that is not collected is no longer asked for.' },
  brand_delay: {
    label: 'Delay of the brand review',
    help: 'Time between the reception of the proof and the first e-mail. By default none: the e-mail leaves at once. A delay given with the proof comes first.',
    rule: DELAY,
  },
  product_delay: {
    label: 'Delay of the product review',
    help: 'By default products are asked about together with the brand, in one e-mail.',
    rule: DELAY,
  },
  delay_rules: {
    label: 'Delays for some purchases only',
    help: 'By default none. The most precise rule speaks: a shop says more than a country, a country more than a channel.',
    rule: 'One rule for the same purchases, each naming a shop, a country or a channel, 200 at most.',
  },
  rule_review_type: { label: 'Review type' },
  rule_shop: { label: 'Shop', rule: 'The reference of a shop as your proofs give it, or nothing for any.' },
  rule_country: { label: "Customer's country", rule: 'A code of two capitals such as FR, or nothing for any.' },
  rule_channel: { label: 'Channel' },
  rule_delay: { label: 'Delay', rule: DELAY },
  send_window: { label: 'When e-mails may leave', help: "By default at any time. A window follows the customer's own clock; an e-mail planned outside leaves when it opens." },
  weekdays: { label: 'Days', rule: 'At least one day.' },
  opens: { label: 'From', rule: 'Before the end.' },
  closes: { label: 'To', rule: 'At least one hour after the beginning.' },
  skips_holidays: { label: 'Public holidays', help: "Those of the customer's country; by default e-mails also leave on them." },
  reminders: {
    label: 'Reminders',
    help: 'By default one, after 7 days. They stop once the review is submitted, the customer opts out, or the address refuses e-mail.',
    rule: 'Three at most.',
  },
  reminder_delay: { label: 'Delay after the e-mail before it', rule: 'From 1 to 365 whole days, and whole hours from 0 to 23.' },
  reminder_condition: { label: 'For which customers' },
  product_request_blocks_reminders: {
    label: 'While a product request is still to leave',
    help: 'By default no reminder leaves meanwhile, so that the customer does not receive several e-mails about one purchase.',
  },
  sftp_reminders_unblocked: { label: 'Proofs transmitted by SFTP', help: 'By default their reminders leave all the same.' },
  max_age_days: {
    label: 'Oldest experience',
    help: 'By default no limit. An experience that is older when its e-mail is due is not asked about, and its request says so.',
    rule: 'A whole number of days from 1 to 730.',
  },
  one_email_a_day: { label: 'One e-mail a day', help: 'By default a customer receives one e-mail a day at most; the next one waits for the day after.' },
  cap: { label: 'Marketing pressure', help: 'By default no limit. Counts the requests of all your shops, by e-mail address.' },
  cap_period: { label: 'Period', rule: 'A whole number of days from 1 to 365.' },
  cap_action: { label: 'What becomes of a request within the period' },
  forbidden_domains: {
    label: 'Domains never written to',
    help: "One a line. By default the addresses that marketplaces lend to their customers. shop.* stands for any ending, and a domain includes those below it.",
    rule: 'Domains such as shop.example, each once, 200 at most.',
  },
  soft_bounces_before_stop: {
    label: 'Passing failures before an address is given up',
    help: 'By default 3: a full mailbox or a server that does not answer is forgiven twice.',
    rule: 'A whole number from 1 to 10.',
  },
  open_tracking: {
    label: 'How openings are followed',
    help: "By default one by one. To know who opened what you need your customers' consent (the CNIL's draft recommendation on tracking pixels); without it, choose a total or no tracking. The opening of the form is always followed: it needs no pixel.",
  },
  prestashop_states: {
    label: 'Order states the module sends',
    help: 'Their numbers in PrestaShop, parted by “;”. By default 5, the state “Delivered” of a new shop. The module reads this setting within the hour. Empty: it sends nothing.',
    rule: 'Numbers such as 5, each once, 50 at most.',
  },
  name: { label: 'Name of the merchant', help: 'As customers know it; e-mails and forms show it.', rule: 'From 1 to 80 characters on one line.' },
  sender_name: { label: "Sender's name", help: 'By default the name of the merchant.', rule: '64 characters at most, without @, < or >.' },
  reply_to: { label: 'Address for answers', help: 'By default answers go nowhere.', rule: 'An address such as hello@shop.example, or nothing.' },
  trader_contact: {
    label: 'How customers reach you',
    help: 'Postal address, telephone or e-mail, on one line; every e-mail and every form shows it.',
    rule: '300 characters at most on one line.',
  },
  texts: {
    label: 'Your own words',
    help: 'By default our words, in the language of the customer. Plain text; every link is added by us.',
    rule: 'One text for each language.',
  },
  text_language: { label: 'Language' },
  subject: { label: 'Subject', rule: '200 characters at most, without links or HTML. Empty: our words.' },
  introduction: { label: 'Introduction', rule: '600 characters at most, without links or HTML. Empty: our words.' },
  languages: {
    label: 'Languages of the e-mails',
    help: 'By default all we know. A customer whose language is not in the list is written to in the language of the website.',
    rule: 'The list must hold the language of the website.',
  },
  locale: { label: 'Language of the website' },
  country: { label: 'Country of the website', help: 'Its public holidays hold for customers without a country.', rule: 'A code of two capitals such as FR.' },
  time_zone: { label: 'Time zone', help: 'Dates of proofs without an hour and the days of filters are read in it.', rule: 'A time zone of the list.' },
};
